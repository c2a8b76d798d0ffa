package org.fanfare.layer;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The service that moves messages between channels and groups, and between nodes.
 *
 * <p>The promises are in the package's description; the contract suite holds every implementation
 * to them. Safe for use by any thread; nothing blocks. A stage that fails does so with a {@link
 * LayerException}.
 */
public interface ChannelLayer {
  /**
   * Appends a message to a group's log and wakes its readers.
   *
   * @param key by which a repeat is known and answered with the receipt of the first, for as long
   *     as the layer remembers keys; null for a message that is published each time
   */
  CompletionStage<Outcome<Receipt>> publish(
      GroupName group, Message message, @Nullable PublishKey key);

  /** The same without a key. */
  default CompletionStage<Outcome<Receipt>> publish(GroupName group, Message message) {
    return publish(group, message, null);
  }

  /**
   * Opens a reader of a group.
   *
   * <p>{@code wake} runs on {@code executor}, which runs one task at a time; the reader is used on
   * that executor alone, and readers that share an executor are woken together. The task may take
   * long: it is the place where connections are written to.
   */
  CompletionStage<Outcome<Reader>> open(GroupName group, Start start, Executor executor, Wake wake);

  /**
   * Opens a mailbox under a new name.
   *
   * <p>The owner is told on the thread of whoever sends: it must return at once.
   */
  CompletionStage<Mailbox> openMailbox(MailboxOwner owner);

  /** Sends to a channel. */
  CompletionStage<Outcome<Void>> send(ChannelName channel, Message message);

  /** Adds a channel to a group, from the group's head on; gives that position. */
  CompletionStage<Outcome<Position>> add(GroupName group, ChannelName channel);

  /** Removes a channel from a group. */
  CompletionStage<Outcome<Void>> remove(GroupName group, ChannelName channel);

  /** What this node's part of the layer holds at the moment. */
  LayerStatistics statistics();
}
