package org.fanfare.layer;

import org.fanfare.message.ChannelName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of a channel. Safe for use by any thread, although only one owner takes
 * messages.
 */
public interface Mailbox {
  /** Returns the name under which others send to this mailbox. */
  ChannelName name();

  /** Removes and returns the oldest message, or returns null if there is none. */
  @Nullable Message take();

  /** Closes the mailbox: its name becomes invalid, and its messages are discarded. Idempotent. */
  void close();
}
