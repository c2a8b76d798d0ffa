package org.fanfare.transport.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import java.util.concurrent.locks.LockSupport;
import org.fanfare.transport.Quirk;
import org.jspecify.annotations.Nullable;

/**
 * Opens when the container's thread that brought a request is on its way back. Before that, nothing
 * is written to an asynchronous response; the response is ended only after that.
 *
 * <p>The gate opens in the filter, and the container still has work to do after it. Servlet 6
 * guarantees that {@code complete()} waits for that work. On servers that have {@link
 * Quirk#MARKS_EARLY_ENDS}, it does, but a completion that had to wait damages a later WebSocket. On
 * these servers the gate therefore asks the container whether the thread has returned. If not, a
 * thread of the container asks again until it has, for at most a fifth of a second, and then
 * completes. No thread of Fanfare waits, and there are never more such threads than requests on
 * their way back.
 *
 * <p>A small window remains on these servers: they say that the thread has returned a few
 * instructions before it looks at its request for the last time. A response that is ended exactly
 * then leaves the mark.
 *
 * <p>Safe for use by any thread.
 */
final class ReturnGate {
  /**
   * A thread that is on its way back has returned after a few looks. A thread that failed on its
   * way back never returns.
   */
  private static final int QUICK_LOOKS = 1_000;

  private static final int SLOW_LOOKS = 200;
  private static final long BETWEEN_SLOW_LOOKS_NANOS = 1_000_000;

  private final boolean marksEarlyEnds;
  private volatile boolean open;
  private volatile @Nullable Runnable waiting;

  ReturnGate(boolean marksEarlyEnds) {
    this.marksEarlyEnds = marksEarlyEnds;
  }

  /**
   * Creates the gate of a request. The request's own thread calls this and {@link #open}, both in
   * the filter.
   */
  static ReturnGate before(ServletRequest request) {
    ReturnGate gate = new ReturnGate(Quirk.MARKS_EARLY_ENDS.isOf(request.getServletContext()));
    request.setAttribute(ReturnGate.class.getName(), gate);
    return gate;
  }

  static ReturnGate of(ServletRequest request) {
    return (ReturnGate) request.getAttribute(ReturnGate.class.getName());
  }

  boolean isOpen() {
    return open;
  }

  /** Sets what runs when the gate opens. Called once, by the request's own thread. */
  void whenOpen(Runnable goesOn) {
    waiting = goesOn;
  }

  void open() {
    open = true;
    Runnable goesOn = waiting;
    if (goesOn != null) {
      goesOn.run();
    }
  }

  /**
   * Runs {@code ends}, which ends a response that has no time-out: at once, or when the thread of
   * the request has returned. Called once.
   */
  void end(AsyncContext async, Runnable ends) {
    if (!marksEarlyEnds || hasReturned(async)) {
      ends.run();
      return;
    }
    try {
      async.start(() -> endAfterReturn(async, ends));
    } catch (RuntimeException noThread) {
      ends.run(); // the mark does less harm than an endless response
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // only the number of looks depends on it
  private static void endAfterReturn(AsyncContext async, Runnable ends) {
    for (int looks = 0; looks < QUICK_LOOKS + SLOW_LOOKS && !hasReturned(async); looks++) {
      if (looks < QUICK_LOOKS) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(BETWEEN_SLOW_LOOKS_NANOS); // the request's thread has no processor
      }
    }
    try {
      ends.run();
    } catch (RuntimeException alreadyEnded) {
      // The container was faster, so there is nothing left to end.
    }
  }

  /**
   * Returns whether the request's thread has returned. It sets the time-out that is set already,
   * which Servlet 6 refuses after the return.
   */
  private static boolean hasReturned(AsyncContext async) {
    try {
      async.setTimeout(0);
      return false;
    } catch (IllegalStateException returned) {
      return true;
    }
  }
}
