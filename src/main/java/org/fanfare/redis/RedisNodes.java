package org.fanfare.redis;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.fanfare.fanout.Mailboxes;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The other nodes on the same Redis, and this node as they reach it.
 *
 * <p>The node that owns a channel is asked by a {@link ChannelRequest} to its {@link Inbox}. It
 * answers when the message is in the mailbox, so that of two sends, of which one was done before
 * the other began, the first comes first. A node without a {@link NodeLease} is dead, and its
 * channels are gone.
 *
 * <p>Safe for use by any thread.
 */
final class RedisNodes implements OtherNodes {
  private static final String WHO = "Redis, or the node of the channel,";

  private final NodePlace place;
  private final Following following;
  private final NodeTag own;
  private final Calls calls;
  private final ChannelRequests requests;
  private final NodeLease lease;
  private final Map<String, SingleFeed> feeds = new ConcurrentHashMap<>();
  private volatile @Nullable Inbox inbox; // null until this node is reached

  /**
   * Creates what reaches other nodes.
   *
   * @param place what this node is; its name is a {@link NodeTag}
   * @param groups the groups of the same node, whose link is used
   */
  RedisNodes(NodePlace place, RedisGroups groups) {
    this.place = place;
    this.following = groups.following();
    this.own = new NodeTag(place.node());
    Deadlines deadlines = new Deadlines(place.loop(), place.times().timeOut(), WHO);
    this.calls = new Calls(place.loop(), deadlines);
    this.requests = new ChannelRequests(following, own, deadlines);
    this.lease = new NodeLease(following, own, place.shift());
  }

  /** From now on this node is reached by others, and has a lease; called once. */
  void begin(Mailboxes mailboxes) {
    Inbox created = new Inbox(following, own, mailboxes, requests::answered, lease::renew);
    inbox = created;
    following.onLoop(() -> following.subscribe(created));
  }

  @Override
  public CompletionStage<Outcome<Void>> send(ChannelName channel, Message message) {
    return calls.onLoop(() -> ask(channel, new ChannelRequest.Send(message)));
  }

  @Override
  public CompletionStage<Outcome<Position>> add(
      ChannelName channel,
      GroupName group,
      Supplier<? extends CompletionStage<Outcome<Position>>> touch) {
    return calls.onLoop(
        () ->
            touch
                .get()
                .thenCompose(
                    outcome ->
                        outcome instanceof Outcome.Done<Position> done
                            ? added(channel, group, done)
                            : CompletableFuture.completedFuture(outcome)));
  }

  /** Completes when the channel's owner was told that it was added. */
  private CompletionStage<Outcome<Position>> added(
      ChannelName channel, GroupName group, Outcome.Done<Position> position) {
    return ask(channel, new ChannelRequest.Add(group, position.get()))
        .thenApply(
            outcome ->
                outcome instanceof Outcome.Refused<Void> refused
                    ? Outcome.refused(refused.refusal())
                    : position);
  }

  @Override
  public CompletionStage<Outcome<Void>> removed(ChannelName channel, GroupName group) {
    return calls.onLoop(() -> ask(channel, new ChannelRequest.Remove(group)));
  }

  /** Asks the node that owns a channel; not before this one hears the answer. */
  private CompletionStage<Outcome<Void>> ask(ChannelName channel, ChannelRequest.Action action) {
    NodeTag owner = NodeTag.of(channel);
    if (owner == null) {
      return CompletableFuture.completedFuture(Outcome.refused(Refusal.NO_CHANNEL));
    }
    Inbox answers = inbox;
    return answers != null && answers.isHearing()
        ? requests.ask(owner, channel, action)
        : CompletableFuture.failedFuture(
            ChannelRequests.notAsked("this node does not hear the others at the moment"));
  }

  /**
   * Returns this node's part of a feed that all nodes have.
   *
   * @param name what the feed is called on all nodes, of the characters of a group's name
   * @param period how often a node asks whether it is to publish; always the same for a name
   */
  SingleFeed feed(String name, Duration period) {
    return feeds.computeIfAbsent(
        name, any -> new SingleFeed(place, following, calls, name, period));
  }

  /** Does periodic work; called once a second, by any thread. */
  void tick() {
    following.onLoop(lease::tick);
  }

  /** Whoever waits for an answer is told that there is none; nobody is asked afterwards. */
  void close() {
    following.onLoop(calls::end);
  }

  /** Returns the lease by which the others know that this node lives. */
  NodeLease lease() {
    return lease;
  }

  /** Returns how many messages of other nodes could not be read. */
  long ignored() {
    Inbox heard = inbox;
    return heard == null ? 0 : heard.ignored();
  }
}
