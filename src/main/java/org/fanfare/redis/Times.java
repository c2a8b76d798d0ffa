package org.fanfare.redis;

import java.time.Duration;

/**
 * How long a layer waits, and how often it looks.
 *
 * @param timeOut how long a request may wait for its answer, with everything that it has to be
 *     repeated for
 * @param beacon how long a beacon may take to come back before the link is given up
 * @param check how often the position of a quiet group is compared
 * @param linger how long a group without readers is still followed
 * @param remembered how long idempotency keys are remembered
 */
record Times(
    Duration timeOut, Duration beacon, Duration check, Duration linger, Duration remembered) {
  /** The waits of a node, as far as settings do not say otherwise. */
  static final Times USUAL =
      new Times(
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(30),
          Duration.ofSeconds(50),
          Duration.ofMinutes(5));
}
