package org.fanfare.redis;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fanfare.fanout.Mailboxes;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/** Other nodes that are in the same process, and are reached without a network. */
final class Neighbours implements OtherNodes {
  private final Map<NodeTag, Mailboxes> nodes = new ConcurrentHashMap<>();

  void add(NodeTag tag, Mailboxes mailboxes) {
    nodes.put(tag, mailboxes);
  }

  @Override
  public CompletionStage<Outcome<Void>> send(ChannelName channel, Message message) {
    return at(channel, there -> there.send(channel, message));
  }

  @Override
  public CompletionStage<Outcome<Position>> add(
      ChannelName channel,
      GroupName group,
      Supplier<? extends CompletionStage<Outcome<Position>>> touch) {
    return touch
        .get()
        .thenCompose(
            from ->
                at(
                    channel,
                    there -> there.added(channel, group, ((Outcome.Done<Position>) from).get())));
  }

  @Override
  public CompletionStage<Outcome<Void>> removed(ChannelName channel, GroupName group) {
    return at(channel, there -> there.removed(channel, group));
  }

  private <T> CompletionStage<Outcome<T>> at(
      ChannelName channel, Function<Mailboxes, Outcome<T>> what) {
    Mailboxes there = nodes.get(NodeTag.of(channel));
    return CompletableFuture.completedFuture(
        there == null ? Outcome.refused(Refusal.NO_CHANNEL) : what.apply(there));
  }
}
