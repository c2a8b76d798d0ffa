package org.fanfare.consumer.run;

import org.fanfare.connection.Ended;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Why a session ends, and who knows it: its consumer, and its client, which is told by a carrier.
 * Not safe for use by several threads: its link guards it.
 */
final class SessionEnding {
  private @Nullable Ended reason;
  private boolean consumerKnows;
  private boolean over;

  /** The session ends, unless it does already; returns the first reason, which is the one. */
  Ended because(Ended why) {
    Ended first = reason == null ? why : reason;
    reason = first;
    return first;
  }

  /** Returns why it ends; null if it does not. */
  @Nullable Ended reason() {
    return reason;
  }

  /** Returns whether it ends: nothing is sent any more. */
  boolean hasBegun() {
    return reason != null;
  }

  /** Returns why it ends, as its client is told; null if it does not. */
  @Nullable Ended farewell() {
    Ended known = reason;
    return known == null ? null : farewell(known);
  }

  /** Returns how a client is told of a reason: a poll that was answered ends with BYE, too. */
  static Ended farewell(Ended reason) {
    return reason.status() == Status.BYE
        ? Ended.byApplication(reason.code(), reason.text())
        : reason;
  }

  /**
   * Returns whether the session is over when a carrier has ended: the client has closed, the server
   * had to, or the client was told that the session ends. A carrier that broke has told nothing.
   */
  boolean isCompleteBy(Ended how) {
    return isForGood(how) || how.equals(farewell());
  }

  private static boolean isForGood(Ended why) {
    return switch (why.status()) {
      case GONE, HEARTBEAT, LIFETIME, REPLACED, TIMEOUT, UNAVAILABLE, TOO_MANY_CONNECTIONS, BYE ->
          false;
      default -> true;
    };
  }

  /** Nobody can come back to it from now on; returns whether somebody could before. */
  boolean finish() {
    boolean first = !over;
    over = true;
    return first;
  }

  /** Returns whether nobody can come back to it. */
  boolean isOver() {
    return over;
  }

  /** Returns whether its consumer is to be told: once. */
  boolean tellsConsumer() {
    boolean first = !consumerKnows;
    consumerKnows = true;
    return first;
  }
}
