package org.fanfare.consumer;

import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Publishes and sends when the transaction of the calling thread has committed, and not at all if
 * it is rolled back; at once where there is no transaction. Safe for use by any thread.
 *
 * <p>What is wrong with a message is told by the call, as by {@link Sender}. What is refused or
 * fails after the commit cannot reach the caller any more: it is logged, and told by the CDI event
 * {@link SendFailed}.
 *
 * <p>The order of the calls of a transaction is kept, and that of the commits: all transactions of
 * the node send one after the other. So a message that takes long, 2.2 seconds at most while the
 * layer does not answer, delays those behind it. At most 10,000 messages or 64 MiB wait; a
 * transaction that would add to more fails to send its own. What is sent without a transaction does
 * not wait for these.
 */
public interface AfterCommit {
  /** Publishes as {@link Sender#publish(GroupName, Message)} does. */
  void publish(GroupName group, Message message);

  /** Publishes as {@link Sender#publish(GroupName, String, Object)} does. */
  void publish(GroupName group, String type, @Nullable Object body);

  /** Sends as {@link Sender#send(ChannelName, String, Object)} does. */
  void send(ChannelName channel, String type, @Nullable Object body);
}
