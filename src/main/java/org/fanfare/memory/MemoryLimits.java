package org.fanfare.memory;

/**
 * The bounds of the embedded layer beside those of each group's policy.
 *
 * @param logTotal the bytes that all logs may take together
 * @param mailboxCount the most messages in a mailbox
 * @param mailboxBytes the most bytes of messages in a mailbox
 */
public record MemoryLimits(long logTotal, int mailboxCount, long mailboxBytes) {
  /** Throws {@link IllegalArgumentException} for a bound below 1. */
  public MemoryLimits {
    if (logTotal < 1 || mailboxCount < 1 || mailboxBytes < 1) {
      throw new IllegalArgumentException(
          "bounds are at least 1: %d, %d, %d".formatted(logTotal, mailboxCount, mailboxBytes));
    }
  }
}
