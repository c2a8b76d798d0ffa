package org.fanfare.layer;

import org.fanfare.message.ChannelName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/** The receiving end of a channel. Safe for use by any thread, though one owner takes. */
public interface Mailbox {
  /** The name by which others send here. */
  ChannelName name();

  /** Takes the oldest message, or gives null if there is none. */
  @Nullable Message take();

  /** Closes the mailbox: the name is gone, and what it held is released. Idempotent. */
  void close();
}
