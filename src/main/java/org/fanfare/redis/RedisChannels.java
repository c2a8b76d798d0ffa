package org.fanfare.redis;

import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fanfare.fanout.Mailboxes;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.MailboxOwner;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * The channels of a channel layer for many nodes: what {@link org.fanfare.layer.ChannelLayer} says
 * of channels. Those of this node have their mailboxes in its memory; others are reached through
 * {@link OtherNodes}, by the tag in their names.
 *
 * <p>Safe for use by any thread.
 */
final class RedisChannels {
  private final NodeTag here;
  private final Mailboxes mailboxes;
  private final OtherNodes others;
  private final Function<GroupName, CompletionStage<Outcome<Position>>> touch;
  private final SecureRandom random;

  /**
   * Creates the channels of a node, none of which is open yet.
   *
   * @param touch touches a group, and returns its position
   */
  RedisChannels(
      NodeTag here,
      LayerLimits limits,
      OtherNodes others,
      Function<GroupName, CompletionStage<Outcome<Position>>> touch,
      SecureRandom random) {
    this.here = here;
    this.mailboxes = new Mailboxes(limits);
    this.others = others;
    this.touch = touch;
    this.random = random;
  }

  /** Returns the mailboxes of this node, for what comes from other nodes. */
  Mailboxes mailboxes() {
    return mailboxes;
  }

  Mailbox open(MailboxOwner owner) {
    return mailboxes.open(here.newChannel(random), owner);
  }

  CompletionStage<Outcome<Void>> send(ChannelName channel, Message message) {
    return isElsewhere(channel)
        ? others.send(channel, message)
        : completed(mailboxes.send(channel, message));
  }

  CompletionStage<Outcome<Position>> add(GroupName group, ChannelName channel) {
    if (isElsewhere(channel)) {
      return others.add(channel, group, () -> touch.apply(group));
    }
    return mailboxes.has(channel)
        ? touch.apply(group).thenApply(outcome -> added(outcome, group, channel))
        : completed(Outcome.refused(Refusal.NO_CHANNEL)); // and the group does not begin
  }

  private Outcome<Position> added(Outcome<Position> touched, GroupName group, ChannelName channel) {
    return touched instanceof Outcome.Done<Position> done
        ? mailboxes.added(channel, group, done.get())
        : touched;
  }

  CompletionStage<Outcome<Void>> remove(GroupName group, ChannelName channel) {
    return isElsewhere(channel)
        ? others.removed(channel, group)
        : completed(mailboxes.removed(channel, group));
  }

  private boolean isElsewhere(ChannelName channel) {
    NodeTag owner = NodeTag.of(channel);
    return owner != null && !owner.equals(here);
  }

  private static <T> CompletionStage<T> completed(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
