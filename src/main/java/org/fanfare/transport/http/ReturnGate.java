package org.fanfare.transport.http;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Opens when the container's thread that brought a request is on its way back; nothing is written
 * to an asynchronous response before.
 *
 * <p>The quirk: Payara Micro 6.2025.10 fails a request with 500 ("Response has not been set") if
 * another thread completes it while its own is still in the servlet. Safe for use by any thread.
 */
final class ReturnGate {
  private volatile boolean open;
  private volatile @Nullable Runnable waiting;

  /** Makes the gate of a request; the filter opens it. */
  static ReturnGate before(ServletRequest request) {
    ReturnGate gate = new ReturnGate();
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
}
