package org.fanfare.rfc6455;

/** Receives what a client has sent, in order, on the thread that reads. */
public interface FrameSink {
  /** Returns whether it takes another message now; asked after each one. */
  default boolean takesMore() {
    return true;
  }

  /** A complete text message has arrived. */
  void text(String text);

  /** A complete binary message has arrived. */
  void binary(byte[] bytes);

  /** A ping has arrived; it must be answered with a pong of the same payload. */
  void ping(byte[] payload);

  /** A pong has arrived, which may be the answer to a ping with that payload. */
  void pong(byte[] payload);

  /**
   * The client closes the connection; nothing is read afterwards.
   *
   * @param code the close code; 1005 if the client sent none
   */
  void close(int code, String reason);
}
