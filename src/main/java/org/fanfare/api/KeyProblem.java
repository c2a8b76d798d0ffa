package org.fanfare.api;

import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * The texts for clients that request statistics or metrics, whether JAX-RS or a servlet answers
 * them. Pure functions.
 */
final class KeyProblem {
  static final String WHAT_IS_HERE = "there are GET statistics, GET metrics and GET health here";

  private KeyProblem() {}

  /**
   * Returns the problem of a request without a key, or with a wrong one.
   *
   * @param sent the header {@code Authorization}; null if it is absent
   */
  static Problem of(@Nullable String sent) {
    return new Problem(
        Status.UNAUTHENTICATED,
        "send 'Authorization: Bearer KEY' with one of fanfare.keys"
            + (sent == null ? "" : "; what was sent is none of them"));
  }
}
