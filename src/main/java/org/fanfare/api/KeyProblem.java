package org.fanfare.api;

import java.util.Optional;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.security.Keys;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request to the API carries a key that permits it, whether JAX-RS or a servlet
 * answers. Pure functions.
 */
final class KeyProblem {
  static final String WHAT_IS_HERE = "there are GET statistics, GET metrics and GET health here";

  private KeyProblem() {}

  /**
   * Returns why a request is refused; empty if its key permits it.
   *
   * @param authorization the header {@code Authorization}; null if it is absent
   * @param apiKey the header {@link Keys#HEADER}; null if it is absent
   * @param needs what the key must permit; null if any key will do
   */
  static Optional<Problem> of(
      Keys keys,
      @Nullable String authorization,
      @Nullable String apiKey,
      @Nullable KeyPermission needs) {
    Key key = keys.find(authorization, apiKey).orElse(null);
    if (key == null) {
      boolean shown = authorization != null || apiKey != null;
      return Optional.of(
          new Problem(
              Status.UNAUTHENTICATED,
              "send "
                  + Keys.HOW_SENT
                  + " with one of fanfare.keys"
                  + (shown ? "; what was sent is none of them" : "")));
    }
    if (needs == null || key.may(needs)) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            Status.REFUSED,
            "this needs a key that may %s, and %s may %s"
                .formatted(needs.word(), key.title(), key.words())));
  }
}
