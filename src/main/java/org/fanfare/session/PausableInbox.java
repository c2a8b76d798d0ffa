package org.fanfare.session;

/**
 * An inbox whose messages wait for code that may be slow. A transport that can stop reading asks it
 * before each message, and is never refused one; a client of any other transport that sends more
 * than there is room for is ended.
 */
public interface PausableInbox extends Inbox {
  /**
   * Returns whether it takes a message now. If it does not, {@code then} is called once when it
   * does, or takes none any more: perhaps before this returns, on any thread; it must not block.
   */
  boolean takesMore(Runnable then);
}
