package org.fanfare.gate;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long a test waits for one thing that takes milliseconds, where it does not say otherwise.
 *
 * <p>It leaves room for a machine that is busy, and none for a delivery that hangs: one that comes
 * ten seconds late fails its test. JUnit finds it as a service, before the first test of a class.
 */
public final class LongestWait implements BeforeAllCallback {
  /** The longest wait for one delivery. */
  public static final Duration LIMIT = Duration.ofSeconds(8);

  @Override
  public void beforeAll(ExtensionContext tests) {
    Awaitility.setDefaultTimeout(LIMIT);
  }
}
