package org.fanfare.session;

/**
 * Handles the messages of a client. The session calls it from one callback at a time; it must not
 * block.
 */
public interface Inbox {
  /** Handles a text message. */
  void text(String text);

  /** Handles a binary message. */
  void bytes(byte[] bytes);

  /** Returns the maximum size of a message in bytes. */
  int maxSize();
}
