package org.fanfare.consumer.promises;

/** A WebSocket of a test, as its client sees it. What is awaited comes, or the test fails. */
public interface Conversation {
  /** Sends a text. */
  void send(String text);

  /** Sends bytes. */
  void send(byte[] bytes);

  /** Returns the next message, which is a text. */
  String text();

  /** Returns the subprotocol that was chosen; empty if none was. */
  String subprotocol();

  /**
   * Returns the code and the reason with which the server has ended it, such as {@code 1011 error}.
   */
  String closing();

  /** Returns whether it has ended. */
  boolean isOver();

  /** Reads nothing any more, and says nothing of it. */
  void stopsReading();

  /** Closes it. */
  void leaves();
}
