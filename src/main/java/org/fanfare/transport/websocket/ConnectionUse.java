package org.fanfare.transport.websocket;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the threads that are using an upgraded connection, and hands the connection back to the
 * container when there are none.
 *
 * <p>A server may recycle the streams of a connection as soon as it is closed, and use them for the
 * next request ({@link org.fanfare.transport.Quirk#REUSES_WHAT_IS_IN_USE}). A thread that was still
 * reading then took the body of another client's request for frames, and one that was writing put a
 * frame into another client's response.
 *
 * <p>Safe for use by any thread. No method waits: the last user hands the connection back.
 */
final class ConnectionUse {
  private static final int OVER = Integer.MIN_VALUE;

  private final AtomicInteger users = new AtomicInteger(); // plus OVER after end()
  private volatile Runnable handBack = ConnectionUse::nothing;

  /**
   * Begins a use, which must be ended by {@link #leave}. Returns false if the connection must not
   * be used any more.
   */
  boolean enter() {
    int now = users.get();
    while (now >= 0) {
      if (users.compareAndSet(now, now + 1)) {
        return true;
      }
      now = users.get();
    }
    return false;
  }

  /** Returns whether all uses must end. */
  boolean isOver() {
    return users.get() < 0;
  }

  /** Ends a use, and hands the connection back if it was the last one after {@link #end}. */
  void leave() {
    if (users.decrementAndGet() == OVER) {
      Runnable last = handBack;
      handBack = ConnectionUse::nothing; // the container may keep this object
      last.run();
    }
  }

  /**
   * Allows no new uses. {@code then} runs when the last use ends, on that thread, or at once if
   * there is none. Called once.
   */
  void end(Runnable then) {
    handBack = then;
    if (users.getAndUpdate(now -> now | OVER) == 0) {
      handBack = ConnectionUse::nothing;
      then.run();
    }
  }

  private static void nothing() {
    // there is nothing to hand back, yet or any more
  }
}
