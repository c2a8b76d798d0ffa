package org.fanfare.consumer;

/**
 * How a route answers plain HTTP requests, if its consumer is not a {@link PlainHttp}: those that
 * are neither the handshake of a WebSocket nor the request of a session or a stream.
 */
public enum Plain {
  /** Answers 426, with a problem that says how to connect. */
  REFUSE,
  /** Hands the request on to the rest of the application, such as a page at the same path. */
  PASS,
  /** Does what the setting {@code fanfare.consumers.plain} says. */
  AS_SET
}
