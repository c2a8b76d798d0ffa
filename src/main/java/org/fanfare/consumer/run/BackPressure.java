package org.fanfare.consumer.run;

import java.util.function.BooleanSupplier;

/**
 * Lets no callback of a connection begin while too much waits for its client. Safe for use by any
 * thread; it must not be called with a lock that {@code isCrowded} takes.
 */
final class BackPressure {
  private final Callbacks callbacks;
  private final BooleanSupplier isCrowded;
  private volatile boolean holds;

  /**
   * Nothing waits for the client.
   *
   * @param isCrowded whether too much waits now
   */
  BackPressure(Callbacks callbacks, BooleanSupplier isCrowded) {
    this.callbacks = callbacks;
    this.isCrowded = isCrowded;
  }

  /** Too much waits, unless the client has read meanwhile. */
  void hold() {
    holds = true;
    callbacks.pause();
    if (!isCrowded.getAsBoolean()) {
      callbacks.resume();
    }
  }

  /** The client has read. */
  void release() {
    if (!holds || isCrowded.getAsBoolean()) {
      return; // as nearly always: it takes no lock
    }
    holds = false;
    callbacks.resume();
    if (isCrowded.getAsBoolean()) { // more was sent meanwhile
      hold();
    }
  }
}
