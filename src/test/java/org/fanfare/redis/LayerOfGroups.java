package org.fanfare.redis;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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
import org.fanfare.layer.Refusal;
import org.fanfare.layer.Start;
import org.fanfare.layer.Wake;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * A layer whose groups are in a store, and whose channels are in a layer in memory, which other
 * nodes may share. Safe for use by any thread.
 *
 * @param stored the groups
 * @param channels the channels
 * @param owners who owns the channels
 */
record LayerOfGroups(
    RedisGroups stored, ChannelLayer channels, Map<ChannelName, MailboxOwner> owners)
    implements ChannelLayer {
  LayerOfGroups(RedisGroups stored, ChannelLayer channels) {
    this(stored, channels, new ConcurrentHashMap<>());
  }

  @Override
  public CompletionStage<Outcome<Receipt>> publish(
      GroupName group, Message message, PublishKey key) {
    return stored.publish(group, message, key);
  }

  @Override
  public CompletionStage<Outcome<Reader>> open(
      GroupName group, Start start, Executor executor, Wake wake) {
    return stored.open(group, start, executor, wake);
  }

  @Override
  public CompletionStage<Mailbox> openMailbox(MailboxOwner owner) {
    return channels
        .openMailbox(owner)
        .thenApply(
            mailbox -> {
              owners.put(mailbox.name(), owner);
              return mailbox;
            });
  }

  @Override
  public CompletionStage<Outcome<Void>> send(ChannelName channel, Message message) {
    return channels.send(channel, message);
  }

  @Override
  public CompletionStage<Outcome<Position>> add(GroupName group, ChannelName channel) {
    MailboxOwner owner = owners.get(channel);
    if (owner == null) {
      return CompletableFuture.completedFuture(Outcome.refused(Refusal.NO_CHANNEL));
    }
    return stored
        .position(group)
        .thenApply(
            outcome -> {
              if (outcome instanceof Outcome.Done<Position> done) {
                owner.added(group, done.get());
              }
              return outcome;
            });
  }

  @Override
  public CompletionStage<Outcome<Void>> remove(GroupName group, ChannelName channel) {
    return channels.remove(group, channel);
  }

  @Override
  public Groups groups() {
    return stored.groups();
  }

  @Override
  public LayerStatistics statistics() {
    LayerStatistics here = stored.statistics();
    return new LayerStatistics(
        here.groups(),
        here.readers(),
        channels.statistics().mailboxes(),
        here.logPublications(),
        here.logBytes(),
        here.logTotal(),
        here.published(),
        here.keys());
  }
}
