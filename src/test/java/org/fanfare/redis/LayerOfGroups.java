package org.fanfare.redis;

import java.util.concurrent.CompletableFuture;
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

/**
 * A layer whose groups are in a store, and whose channels are reached through it from all nodes.
 * Safe for use by any thread.
 */
final class LayerOfGroups implements ChannelLayer {
  private final RedisGroups stored;
  private final OwnersInMemory owners;
  private final NodeChannels channels;

  /**
   * Creates the layer of a node.
   *
   * @param place what the node is
   * @param stored the groups
   * @param mailboxes a layer in memory that has the mailboxes of this node
   */
  LayerOfGroups(NodePlace place, RedisGroups stored, ChannelLayer mailboxes) {
    this.stored = stored;
    this.owners = new OwnersInMemory(new NodeTag(place.node()), mailboxes);
    this.channels = new NodeChannels(place, stored, owners);
  }

  /** Returns the channels of all nodes. */
  NodeChannels channels() {
    return channels;
  }

  void tick() {
    stored.tick();
    channels.tick();
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
    return CompletableFuture.completedFuture(owners.open(owner));
  }

  @Override
  public CompletionStage<Outcome<Void>> send(ChannelName channel, Message message) {
    return channels.send(channel, message);
  }

  @Override
  public CompletionStage<Outcome<Position>> add(GroupName group, ChannelName channel) {
    return channels.add(group, channel);
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
        owners.count(),
        here.logPublications(),
        here.logBytes(),
        here.logTotal(),
        here.published(),
        here.keys());
  }
}
