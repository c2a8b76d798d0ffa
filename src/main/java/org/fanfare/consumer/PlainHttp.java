package org.fanfare.consumer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * A {@link Consumer} that also answers plain HTTP requests on its route: those that are neither the
 * handshake of a WebSocket nor the request of a session or a stream, of any method but {@code
 * OPTIONS} and {@code HEAD}.
 */
public interface PlainHttp {
  /**
   * Answers, on the thread of the request and with its contexts. It is called on an instance of its
   * own, which is destroyed after the call, and for which no other callback is called.
   */
  void answer(HttpServletRequest request, HttpServletResponse response) throws Exception;
}
