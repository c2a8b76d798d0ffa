package org.fanfare.api;

import org.fanfare.publish.KeyRights;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.security.Keys;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key of a request to the API, whether JAX-RS or a servlet answers. Immutable; safe for
 * use by any thread.
 *
 * @param keys the keys of the settings
 */
public record KeyCheck(Keys keys) {
  /**
   * Returns the key of a request; throws a {@link ProblemException} if it has none, or a wrong one.
   *
   * @param authorization the header {@code Authorization}; null if it is absent
   * @param apiKey the header {@link Keys#HEADER}; null if it is absent
   */
  public Key require(@Nullable String authorization, @Nullable String apiKey) {
    boolean shown = authorization != null || apiKey != null;
    return keys.find(authorization, apiKey)
        .orElseThrow(
            () ->
                new Problem(
                        Status.UNAUTHENTICATED,
                        "send "
                            + Keys.HOW_SENT
                            + " with one of fanfare.keys"
                            + (shown ? "; what was sent is none of them" : ""))
                    .thrown());
  }

  /** Does the same, and requires that the key permits something. */
  public Key require(@Nullable String authorization, @Nullable String apiKey, KeyPermission needs) {
    Key key = require(authorization, apiKey);
    KeyRights.require(key, needs);
    return key;
  }
}
