package org.fanfare.redis;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.Groups;
import org.fanfare.layer.LayerStatistics;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.MailboxOwner;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.PublishKey;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Start;
import org.fanfare.layer.Wake;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes that look like one: mailboxes are opened on one of them, and everything else is asked
 * on the other. Safe for use by any thread.
 *
 * @param owner the node of the mailboxes
 * @param sender the other node
 */
record SentFromElsewhere(ChannelLayer owner, ChannelLayer sender) implements ChannelLayer {
  @Override
  public CompletionStage<Outcome<Receipt>> publish(
      GroupName group, Message message, @Nullable PublishKey key) {
    return sender.publish(group, message, key);
  }

  @Override
  public CompletionStage<Outcome<Reader>> open(
      GroupName group, Start start, Executor executor, Wake wake) {
    return sender.open(group, start, executor, wake);
  }

  @Override
  public CompletionStage<Mailbox> openMailbox(MailboxOwner mailboxOwner) {
    return owner.openMailbox(mailboxOwner);
  }

  @Override
  public CompletionStage<Outcome<Void>> send(ChannelName channel, Message message) {
    return sender.send(channel, message);
  }

  @Override
  public CompletionStage<Outcome<Position>> add(GroupName group, ChannelName channel) {
    return sender.add(group, channel);
  }

  @Override
  public CompletionStage<Outcome<Void>> remove(GroupName group, ChannelName channel) {
    return sender.remove(group, channel);
  }

  @Override
  public Groups groups() {
    return sender.groups();
  }

  /** {@inheritDoc} Those of the node that has the mailboxes. */
  @Override
  public LayerStatistics statistics() {
    return owner.statistics();
  }
}
