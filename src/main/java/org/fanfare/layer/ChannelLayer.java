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
 * <p>The package description states the contract; the contract test suite checks every
 * implementation. Safe for use by any thread; no method blocks. A stage that fails does so with a
 * {@link LayerException}.
 */
public interface ChannelLayer {
  /**
   * Appends a message to a group's log and wakes its readers.
   *
   * @param key identifies repeats of a publish: while the layer remembers the key, a repeat is
   *     answered with the receipt of the first. Null for a message that is published each time
   */
  CompletionStage<Outcome<Receipt>> publish(
      GroupName group, Message message, @Nullable PublishKey key);

  /** Publishes without a key. */
  default CompletionStage<Outcome<Receipt>> publish(GroupName group, Message message) {
    return publish(group, message, null);
  }

  /**
   * Opens a reader of a group.
   *
   * <p>{@code wake} runs on {@code executor}, which must run one task at a time. The reader is used
   * only on that executor, and readers that share an executor are woken together. {@code wake} may
   * take long: it is where connections are written to.
   */
  CompletionStage<Outcome<Reader>> open(GroupName group, Start start, Executor executor, Wake wake);

  /**
   * Opens a mailbox under a new name.
   *
   * <p>The owner is notified on the sender's thread, so it must return at once.
   */
  CompletionStage<Mailbox> openMailbox(MailboxOwner owner);

  /** Sends a message to a channel. */
  CompletionStage<Outcome<Void>> send(ChannelName channel, Message message);

  /** Adds a channel to a group, from the group's head on; the outcome is that position. */
  CompletionStage<Outcome<Position>> add(GroupName group, ChannelName channel);

  /** Removes a channel from a group. */
  CompletionStage<Outcome<Void>> remove(GroupName group, ChannelName channel);

  /** Returns what lists groups, looks at them and discards what they hold, for back ends. */
  Groups groups();

  /** Returns what this node's part of the layer holds at the moment. */
  LayerStatistics statistics();
}
