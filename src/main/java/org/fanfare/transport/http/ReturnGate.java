package org.fanfare.transport.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import java.util.concurrent.locks.LockSupport;
import org.fanfare.transport.Quirk;
import org.jspecify.annotations.Nullable;

/**
 * Opens when the container's thread that brought a request is on its way back; nothing is written
 * to an asynchronous response before, and the response is ended only after.
 *
 * <p>The gate opens in the filter, and the container still has to do after it. Servlet 6 promises
 * that {@code complete()} waits for that. On the servers that have {@link Quirk#MARKS_EARLY_ENDS}
 * it does, but a completion that had to wait harms a later WebSocket. There the container is asked
 * whether the thread has returned; if not, a thread of the container looks again until it has, for
 * a fifth of a second at most, and then completes. No thread of Fanfare waits, and there are never
 * more such threads than requests on their way back.
 *
 * <p>What is left there: the answer "returned" comes a few instructions before the thread's last
 * look at its request. A response that is ended exactly then leaves the mark.
 *
 * <p>Safe for use by any thread.
 */
final class ReturnGate {
  /** A thread that is on its way back needs a few looks; one that failed on it never returns. */
  private static final int QUICK_LOOKS = 1_000;

  private static final int SLOW_LOOKS = 200;
  private static final long BETWEEN_SLOW_LOOKS_NANOS = 1_000_000;

  private final boolean marksEarlyEnds;
  private volatile boolean open;
  private volatile @Nullable Runnable waiting;

  ReturnGate(boolean marksEarlyEnds) {
    this.marksEarlyEnds = marksEarlyEnds;
  }

  /** Makes the gate of a request; its own thread calls this and {@link #open}, in the filter. */
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

  /** Sets what goes on when the gate opens; called once, by the request's own thread. */
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
   * Has {@code ends} end a response without a time-out, at once or when its thread has returned;
   * called once.
   */
  void end(AsyncContext async, Runnable ends) {
    if (!marksEarlyEnds || hasReturned(async)) {
      ends.run();
      return;
    }
    try {
      async.start(() -> endAfterReturn(async, ends));
    } catch (RuntimeException noThread) {
      ends.run(); // a mark does less harm than a response that never ends
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // nothing but the number of looks depends on it
  private static void endAfterReturn(AsyncContext async, Runnable ends) {
    for (int looks = 0; looks < QUICK_LOOKS + SLOW_LOOKS && !hasReturned(async); looks++) {
      if (looks < QUICK_LOOKS) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(BETWEEN_SLOW_LOOKS_NANOS); // its thread has no processor
      }
    }
    try {
      ends.run();
    } catch (RuntimeException alreadyEnded) {
      // the container was faster: there is nothing left to end
    }
  }

  /** Asks by setting the time-out that is set already, which Servlet 6 refuses after the return. */
  private static boolean hasReturned(AsyncContext async) {
    try {
      async.setTimeout(0);
      return false;
    } catch (IllegalStateException returned) {
      return true;
    }
  }
}
