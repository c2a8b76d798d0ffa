package org.fanfare.layer;

import java.time.Duration;

/**
 * The bounds of a node's part of a layer, beside those of each group's policy.
 *
 * @param logTotal the bytes that all logs may take together
 * @param mailboxCount the most messages in a mailbox
 * @param mailboxBytes the most bytes of messages in a mailbox
 * @param keys the bounds of the keys of publishers
 */
public record LayerLimits(long logTotal, int mailboxCount, long mailboxBytes, Keys keys) {
  /**
   * Bounds of the keys that are remembered: one for each group that was published to with a key.
   *
   * @param count the most of them at one time
   * @param bytes the most bytes that they may take
   * @param age how long one is remembered
   */
  public record Keys(int count, long bytes, Duration age) {
    /** Throws {@link IllegalArgumentException} for a bound below 1, or no age. */
    public Keys {
      if (count < 1 || bytes < 1 || age.toMillis() < 1) {
        throw new IllegalArgumentException(
            "bounds are at least 1: %d, %d, %s".formatted(count, bytes, age));
      }
    }
  }

  /** Throws {@link IllegalArgumentException} for a bound below 1. */
  public LayerLimits {
    if (logTotal < 1 || mailboxCount < 1 || mailboxBytes < 1) {
      throw new IllegalArgumentException(
          "bounds are at least 1: %d, %d, %d".formatted(logTotal, mailboxCount, mailboxBytes));
    }
  }
}
