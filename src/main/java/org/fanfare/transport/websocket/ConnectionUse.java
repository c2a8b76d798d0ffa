package org.fanfare.transport.websocket;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who is using an upgraded connection at the moment: it is handed back to the container when nobody
 * does.
 *
 * <p>A server may take back the streams of a connection as soon as it is closed, and give them to
 * the next request ({@link org.fanfare.transport.Quirk#REUSES_WHAT_IS_IN_USE}). A thread that was
 * reading then took the body of another client's request for frames, and one that was writing put a
 * frame into another client's response.
 *
 * <p>Safe for use by any thread. Nobody waits: who leaves last hands it back.
 */
final class ConnectionUse {
  private static final int OVER = Integer.MIN_VALUE;

  private final AtomicInteger users = new AtomicInteger(); // and OVER, once it is
  private volatile Runnable handBack = () -> {};

  /** Begins a use, which must be left; false if the connection must not be used any more. */
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

  /** Whether every use is to end. */
  boolean isOver() {
    return users.get() < 0;
  }

  /** Ends a use. */
  void leave() {
    if (users.decrementAndGet() == OVER) {
      handBack.run();
    }
  }

  /** No use begins any more. {@code then} is run by whoever leaves last, or at once; call once. */
  void end(Runnable then) {
    handBack = then;
    if (users.getAndUpdate(now -> now | OVER) == 0) {
      then.run();
    }
  }
}
