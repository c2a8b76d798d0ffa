package org.fanfare.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may empty a node, and in which time. */
final class DrainCallsTest {
  private static final Key ALL = Key.named("all", Set.of(KeyPermission.API), Key.ALL_GROUPS);
  private static final Key SHOP =
      Key.named("shop", Set.of(KeyPermission.API), List.of("shop.*", "*.news"));

  private final List<Duration> begun = new ArrayList<>();
  private final DrainCalls calls = new DrainCalls(begun::add, () -> 7);

  @Test
  void aNodeIsEmptiedInTheTimeThatIsAskedForOrInThirtySeconds() {
    assertThat(calls.drain(ALL, "90")).isEqualTo("{\"connections\":7,\"over\":90}");
    assertThat(calls.drain(ALL, null)).isEqualTo("{\"connections\":7,\"over\":30}");
    assertThat(calls.drain(ALL, "0")).contains("\"over\":0");
    assertThat(begun)
        .containsExactly(Duration.ofSeconds(90), Duration.ofSeconds(30), Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "3601", "1.5", "999999999999", "a minute"})
  void anotherTimeIsAnErrorAndNothingBegins(String over) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> calls.drain(ALL, over))
        .satisfies(
            e -> {
              assertThat(e.problem().status()).isEqualTo(Status.INVALID_PARAMETER);
              assertThat(e.problem().detail()).contains("from 0 to 3600");
            });
    assertThat(begun).isEmpty();
  }

  @Test
  void aKeyForSomeGroupsIsNotForTheNode() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> calls.drain(SHOP, null))
        .satisfies(
            e ->
                assertThat(e.problem().detail())
                    .isEqualTo(
                        "a node is drained with a key for every group, and the key shop is for"
                            + " shop.*, *.news"));
    assertThat(begun).isEmpty();
  }
}
