package org.fanfare.wire.kit;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionFactory;

/**
 * Waiting for what comes within milliseconds as a rule, and within the longest wait of all tests.
 */
final class Waiting {
  private Waiting() {}

  static ConditionFactory soon(String what) {
    return await(what).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
  }
}
