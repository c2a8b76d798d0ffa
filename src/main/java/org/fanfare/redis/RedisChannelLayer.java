package org.fanfare.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.Groups;
import org.fanfare.layer.LayerMeter;
import org.fanfare.layer.LayerState;
import org.fanfare.layer.LayerStatistics;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.MailboxOwner;
import org.fanfare.layer.NodeLayer;
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
 * The channel layer of a node that shares its groups with other nodes through Redis. Safe for use
 * by any thread. Stages of groups complete on the thread of the layer.
 *
 * <p>{@link #tick} looks whether the server is still there, compares the positions of quiet groups,
 * and ends following groups that nobody reads.
 */
final class RedisChannelLayer implements ChannelLayer, NodeLayer {
  private final RedisGroups groups;
  private final RedisChannels channels;
  private final RedisNodes nodes;
  private final Runnable release;

  /**
   * Creates the layer of a node.
   *
   * @param nodes the other nodes, which reach this one from now on
   * @param release releases the threads and connections, in the end
   */
  RedisChannelLayer(
      RedisGroups groups, RedisChannels channels, RedisNodes nodes, Runnable release) {
    this.groups = groups;
    this.channels = channels;
    this.nodes = nodes;
    this.release = release;
    nodes.begin(channels.mailboxes());
  }

  @Override
  public ChannelLayer layer() {
    return this;
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public LayerState state() {
    return groups.state();
  }

  @Override
  public List<LayerMeter> meters() {
    return groups.meters();
  }

  @Override
  public CompletionStage<Boolean> isFeeding(String feed, Duration period) {
    return nodes.feed(feed, period).isOurs();
  }

  @Override
  public CompletionStage<Outcome<Receipt>> publish(
      GroupName group, Message message, @Nullable PublishKey key) {
    return groups.publish(group, message, key);
  }

  @Override
  public CompletionStage<Outcome<Reader>> open(
      GroupName group, Start start, Executor executor, Wake wake) {
    return groups.open(group, start, executor, wake);
  }

  @Override
  public CompletionStage<Mailbox> openMailbox(MailboxOwner owner) {
    return CompletableFuture.completedFuture(channels.open(owner));
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
    return groups.groups();
  }

  @Override
  public void tick() {
    groups.tick();
    nodes.tick();
  }

  @Override
  public LayerStatistics statistics() {
    return groups.statistics(channels.mailboxes().count());
  }

  /**
   * {@inheritDoc} Waits for their end, some seconds at most; whoever waits for an answer is told.
   */
  @Override
  public void close() {
    nodes.close();
    groups.close();
    release.run();
  }
}
