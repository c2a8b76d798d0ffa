package org.fanfare.redis;

import org.fanfare.layer.Outcome;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * The channels of this node, whose mailboxes take what is sent and whose owners are told the rest.
 *
 * <p>Called by any thread, and by the loop for what comes from other nodes; each call returns at
 * once. A call for a channel that is not open is refused with {@link
 * org.fanfare.layer.Refusal#NO_CHANNEL}, and does nothing.
 */
interface Owners {
  /** Returns whether a channel is open. */
  boolean isOpen(ChannelName channel);

  /**
   * Puts a message into a channel's mailbox; refused with {@link
   * org.fanfare.layer.Refusal#CHANNEL_FULL} if there is no room.
   */
  Outcome<Void> put(ChannelName channel, Message message);

  /** A channel was added to a group, to be read after {@code from}. */
  Outcome<Void> added(ChannelName channel, GroupName group, Position from);

  /** A channel was removed from a group. */
  Outcome<Void> removed(ChannelName channel, GroupName group);
}
