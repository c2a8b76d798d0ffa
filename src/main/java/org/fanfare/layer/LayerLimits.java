package org.fanfare.layer;

import java.time.Duration;

/**
 * The bounds of a node's part of a layer, in addition to those of each group's policy.
 *
 * @param logTotal the maximum number of bytes that all logs may use together
 * @param mailboxCount the maximum number of messages in a mailbox
 * @param mailboxBytes the maximum total size of the messages in a mailbox, in bytes
 * @param keys the bounds of the publishers' idempotency keys
 */
public record LayerLimits(long logTotal, int mailboxCount, long mailboxBytes, Keys keys) {
  /**
   * The bounds of the remembered idempotency keys. A publish with a key counts once for each group.
   *
   * @param count the maximum number of keys at one time
   * @param bytes the maximum number of bytes that they may use
   * @param age how long a key is remembered, at least 1 ms
   * @param each the maximum number of keys of one owner, without those of windows and lines
   * @param reservedPercent the percentage of the number and the bytes that strangers leave to other
   *     owners, below 100
   */
  public record Keys(int count, long bytes, Duration age, int each, int reservedPercent) {
    /** Throws {@link IllegalArgumentException} for a bound below 1 or an age below 1 ms. */
    public Keys {
      if (count < 1 || bytes < 1 || age.toMillis() < 1 || each < 1) {
        throw new IllegalArgumentException(
            "bounds are at least 1: %d, %d, %s, %d".formatted(count, bytes, age, each));
      }
    }

    /** Creates bounds that hold for all owners together alone. */
    public Keys(int count, long bytes, Duration age) {
      this(count, bytes, age, Integer.MAX_VALUE, 0);
    }

    /** Returns what all strangers may have of a total. */
    public long ofStrangers(long total) {
      return total - (total / 100 * reservedPercent + total % 100 * reservedPercent / 100);
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
