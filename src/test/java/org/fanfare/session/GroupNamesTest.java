package org.fanfare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.fanfare.message.GroupName;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;

/** The names of groups as clients write them. */
final class GroupNamesTest {
  @Test
  void theyAreReadInTheirOrder() {
    assertThat(GroupNames.of(List.of("b", "a")))
        .containsExactly(new GroupName("b"), new GroupName("a"));
  }

  @Test
  void sixteenAreReadTogetherAndNoMore() {
    List<String> names = IntStream.range(0, 17).mapToObj(i -> "g" + i).toList();

    assertThat(GroupNames.of(names.subList(0, 16))).hasSize(16);
    assertRefused(names, "there are 17 names; at most 16");
  }

  @Test
  void emptyAndDoubledNamesAreRefused() {
    assertRefused(List.of(), "there is no name");
    assertRefused(List.of("a", ""), "begins with a letter or digit");
    assertRefused(List.of("a", "b", "a"), "twice");
    assertRefused(List.of("a", "b c"), "A-Z a-z 0-9 . _ -");
  }

  private static void assertRefused(List<String> names, String detail) {
    assertThatThrownBy(() -> GroupNames.of(names))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(Status.INVALID_NAME);
              assertThat(e.problem().detail()).contains(detail);
            });
  }
}
