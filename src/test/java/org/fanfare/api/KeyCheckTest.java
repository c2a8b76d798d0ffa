package org.fanfare.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fanfare.gate.Law;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.security.Keys;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose key permits a request to the API. */
@Law(9)
final class KeyCheckTest {
  private static final String SCRAPER = "scraper-key-0123456789";
  private static final String SHOP = "shop-key-0123456789";

  private final KeyCheck check =
      new KeyCheck(
          new Keys(
              List.of(
                  named("scraper", KeyPermission.METRICS, SCRAPER),
                  named("shop", KeyPermission.PUBLISH, SHOP))));

  @Test
  void aKeyThatMayIsLetIn() {
    assertThat(refusal("Bearer " + SCRAPER, null, KeyPermission.METRICS)).isEmpty();
    assertThat(refusal(null, SCRAPER, KeyPermission.METRICS)).isEmpty();
    assertThat(refusal(null, SHOP, null)).isEmpty();
  }

  @Test
  void aKeyThatMayNotIsToldWhatIsNeededAndWhatItMay() {
    Problem problem = refusal("Bearer " + SHOP, null, KeyPermission.METRICS).orElseThrow();

    assertThat(problem.status()).isEqualTo(Status.REFUSED);
    assertThat(problem.detail())
        .isEqualTo("this needs a key that may metrics, and the key shop may publish");
  }

  @Test
  void whoHasNoKeyIsToldHowOneIsSentAndNeverWhatWasSent() {
    Problem none = refusal(null, null, KeyPermission.METRICS).orElseThrow();
    Problem wrong = refusal("Bearer wrong-key-0123456789", null, null).orElseThrow();
    Problem wrongToo = refusal(null, "wrong-key-0123456789", null).orElseThrow();

    assertThat(none.status()).isEqualTo(Status.UNAUTHENTICATED);
    assertThat(none.detail())
        .isEqualTo("send 'Authorization: Bearer KEY' or 'X-API-Key: KEY' with one of fanfare.keys");
    assertThat(wrong.detail())
        .isEqualTo(none.detail() + "; what was sent is none of them")
        .isEqualTo(wrongToo.detail());
  }

  private Optional<Problem> refusal(
      @Nullable String authorization, @Nullable String apiKey, @Nullable KeyPermission needs) {
    try {
      if (needs == null) {
        check.require(authorization, apiKey);
      } else {
        check.require(authorization, apiKey, needs);
      }
      return Optional.empty();
    } catch (ProblemException e) {
      return Optional.of(e.problem());
    }
  }

  private static Keys.Entry named(String name, KeyPermission may, String secret) {
    return Keys.Entry.named(Key.named(name, Set.of(may), Key.ALL_GROUPS), secret);
  }
}
