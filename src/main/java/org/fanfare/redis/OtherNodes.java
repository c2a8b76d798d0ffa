package org.fanfare.redis;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * The other nodes on the same store, whose channels are reached from here. Which node has a channel
 * is said by the channel's name ({@link NodeTag#of}); it is not this node.
 *
 * <p>Safe for use by any thread; no method blocks. An outcome says that the other node has done it,
 * or has refused it; a channel that no node has is refused with {@link Refusal#NO_CHANNEL}. A stage
 * that fails does so with a {@link org.fanfare.layer.LayerException}, within the time-out.
 */
interface OtherNodes {
  /** Puts a message into the mailbox of a channel. */
  CompletionStage<Outcome<Void>> send(ChannelName channel, Message message);

  /**
   * Adds a channel to a group: the group is touched first, and the channel's owner is told its
   * position, after which it reads; that is the outcome. All of it is within one time-out.
   *
   * @param touch touches the group, and returns its position; where it is refused, this is
   */
  CompletionStage<Outcome<Position>> add(
      ChannelName channel,
      GroupName group,
      Supplier<? extends CompletionStage<Outcome<Position>>> touch);

  /** Notifies the owner of a channel that it was removed from a group. */
  CompletionStage<Outcome<Void>> removed(ChannelName channel, GroupName group);
}
