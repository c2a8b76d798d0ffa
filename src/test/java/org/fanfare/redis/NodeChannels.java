package org.fanfare.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * The channels of all nodes, as one node reaches them: what {@link org.fanfare.layer.ChannelLayer}
 * says of channels.
 *
 * <p>A channel's name begins with the {@link NodeTag} of the node that owns it. What concerns a
 * channel of this node is done at once, by {@link Owners}. For all others the node that owns the
 * channel is asked through its {@link Inbox}, and answers. It answers when the message is in the
 * mailbox, so that of two sends, of which one was done before the other began, the first comes
 * first. A node without a lease is dead, and its channels are gone.
 *
 * <p>Safe for use by any thread.
 */
final class NodeChannels {
  private static final String WHO = "Redis, or the node of the channel,";

  private final RedisGroups groups;
  private final Owners owners;
  private final NodeTag own;
  private final Loop loop;
  private final Calls calls;
  private final ChannelRequests requests;
  private final NodeLease lease;
  private final Inbox inbox;

  /**
   * Creates the channels of a node, which is reached by others from now on.
   *
   * @param place what the node is; its name is a {@link NodeTag}
   * @param groups the groups of the same node
   * @param owners the channels that are open on this node
   */
  NodeChannels(NodePlace place, RedisGroups groups, Owners owners) {
    Following following = groups.following();
    this.groups = groups;
    this.owners = owners;
    this.own = new NodeTag(place.node());
    this.loop = place.loop();
    Deadlines deadlines = new Deadlines(loop, WHO);
    this.calls = new Calls(loop, deadlines);
    this.requests = new ChannelRequests(following, own, deadlines);
    this.lease = new NodeLease(following, own, place.shift());
    this.inbox = new Inbox(following, own, owners, requests::answered, lease::renew);
    loop.execute(() -> following.subscribe(inbox));
  }

  /** Returns the tag with which the names of this node's channels begin. */
  NodeTag tag() {
    return own;
  }

  CompletionStage<Outcome<Void>> send(ChannelName channel, Message message) {
    return done(
        channel,
        () -> owners.put(channel, message),
        new ChannelRequest.Send(message));
  }

  CompletionStage<Outcome<Void>> remove(GroupName group, ChannelName channel) {
    return done(
        channel,
        () -> owners.removed(channel, group),
        new ChannelRequest.Remove(group));
  }

  private CompletionStage<Outcome<Void>> done(
      ChannelName channel, Supplier<Outcome<Void>> here, ChannelRequest.Action elsewhere) {
    NodeTag node = NodeTag.of(channel);
    if (node == null) {
      return CompletableFuture.completedFuture(Outcome.refused(Refusal.NO_CHANNEL));
    }
    return node.equals(own)
        ? CompletableFuture.completedFuture(here.get())
        : calls.onLoop(() -> ask(node, channel, elsewhere));
  }

  /**
   * Adds a channel to a group. The group's position is read first, so that no publication is missed
   * that comes while its owner is told.
   */
  CompletionStage<Outcome<Position>> add(GroupName group, ChannelName channel) {
    NodeTag node = NodeTag.of(channel);
    if (node == null || (node.equals(own) && !owners.isOpen(channel))) {
      return CompletableFuture.completedFuture(Outcome.refused(Refusal.NO_CHANNEL));
    }
    return calls.onLoop(
        () ->
            groups
                .position(group)
                .thenCompose(
                    outcome ->
                        outcome instanceof Outcome.Done<Position> done
                            ? told(node, channel, group, done)
                            : CompletableFuture.completedFuture(outcome)));
  }

  /** Completes when the channel's owner was told that it was added. */
  private CompletionStage<Outcome<Position>> told(
      NodeTag node, ChannelName channel, GroupName group, Outcome.Done<Position> position) {
    CompletionStage<Outcome<Void>> told =
        node.equals(own)
            ? CompletableFuture.completedFuture(owners.added(channel, group, position.get()))
            : ask(node, channel, new ChannelRequest.Add(group, position.get()));
    return told.thenApply(
        outcome ->
            outcome instanceof Outcome.Refused<Void> refused
                ? Outcome.refused(refused.refusal())
                : position);
  }

  /** Asks another node; not before this one hears the answer. */
  private CompletionStage<Outcome<Void>> ask(
      NodeTag node, ChannelName channel, ChannelRequest.Action action) {
    return inbox.isHearing()
        ? requests.ask(node, channel, action)
        : CompletableFuture.failedFuture(
            ChannelRequests.notAsked("this node does not hear the others at the moment"));
  }

  /** Does periodic work; called once a second, by any thread. */
  void tick() {
    loop.execute(lease::tick);
  }

  /** Returns the lease by which the others know that this node lives. */
  NodeLease lease() {
    return lease;
  }

  /** Returns how many notifications of other nodes could not be read. */
  long ignored() {
    return inbox.ignored();
  }
}
