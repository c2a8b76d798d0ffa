package org.fanfare.api;

import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/** What who asks for numbers is told, whatever serves them. Pure functions. */
final class KeyProblem {
  static final String WHAT_IS_HERE = "there are GET statistics, GET metrics and GET health here";

  private KeyProblem() {}

  /** The problem of who sent no key, or a wrong one. */
  static Problem of(@Nullable String sent) {
    return new Problem(
        Status.UNAUTHENTICATED,
        "send 'Authorization: Bearer KEY' with one of fanfare.keys"
            + (sent == null ? "" : "; what was sent is none of them"));
  }
}
