package org.fanfare.rfc6455;

/** SinkRecord of what a client sent, in order, by the thread that reads. */
public interface FrameSink {
  /** A whole text came. */
  void text(String text);

  /** A whole binary message came. */
  void binary(byte[] bytes);

  /** A ping came, which is to be answered with a pong of the same payload. */
  void ping(byte[] payload);

  /** A pong came, which may answer the ping of that payload. */
  void pong(byte[] payload);

  /**
   * The client closes; nothing is read after this.
   *
   * @param code 1005 if the client gave none
   */
  void close(int code, String reason);
}
