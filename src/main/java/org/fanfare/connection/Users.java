package org.fanfare.connection;

import java.security.Principal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * What is done with all connections that a user has on this node, to the group URL and to
 * consumers. Safe for use by any thread that may wait for the channel layer.
 */
public final class Users {
  private final ChannelLayer layer;
  private final List<UserConnections> kinds;

  /**
   * The users of a node.
   *
   * @param kinds the connections of each kind
   */
  public Users(ChannelLayer layer, List<UserConnections> kinds) {
    this.layer = layer;
    this.kinds = List.copyOf(kinds);
  }

  /** Returns how many connections a user has. */
  public int count(String user) {
    return kinds.stream().mapToInt(kind -> kind.count(user)).sum();
  }

  /** Ends all connections of a user; returns how many. */
  public int end(String user, Ended why) {
    return ended(user, null, why);
  }

  /**
   * Ends the connections of one login of a user; returns how many.
   *
   * @param login the object that stands for the login
   */
  public int end(Principal login, Ended why) {
    return ended(login.getName(), login, why);
  }

  private int ended(String user, @Nullable Principal login, Ended why) {
    return kinds.stream().mapToInt(kind -> kind.end(user, login, why)).sum();
  }

  /**
   * Adds to a group the connections that a user has at the moment and that have a channel. The
   * outcome is their number.
   */
  public CompletionStage<Outcome<Integer>> add(GroupName group, String user) {
    return each(user, channel -> layer.add(group, channel).thenApply(Function.identity()));
  }

  /**
   * Removes from a group the connections that a user has at the moment; otherwise as {@link #add}.
   */
  public CompletionStage<Outcome<Integer>> remove(GroupName group, String user) {
    return each(user, channel -> layer.remove(group, channel).thenApply(Function.identity()));
  }

  private CompletionStage<Outcome<Integer>> each(
      String user, Function<ChannelName, CompletionStage<Outcome<?>>> change) {
    CompletionStage<Outcome<Integer>> all = CompletableFuture.completedFuture(Outcome.done(0));
    for (UserConnections kind : kinds) {
      for (ChannelName channel : kind.channels(user)) {
        all = all.thenCombine(change.apply(channel), Users::counted);
      }
    }
    return all;
  }

  /** A connection that has ended meanwhile does not count. */
  private static Outcome<Integer> counted(Outcome<Integer> before, Outcome<?> one) {
    if (before instanceof Outcome.Done<Integer> done) {
      if (one instanceof Outcome.Refused<?> refused) {
        return refused.refusal() == Refusal.NO_CHANNEL
            ? before
            : Outcome.refused(refused.refusal());
      }
      return Outcome.done(done.get() + 1);
    }
    return before;
  }
}
