package org.fanfare.session;

/**
 * What is done with a client's messages. Called by one callback of the session at a time; does not
 * block.
 */
public interface Inbox {
  /** A text came. */
  void text(String text);

  /** Bytes came. */
  void bytes(byte[] bytes);

  /** The most bytes that a message may have. */
  int maxSize();
}
