package org.fanfare.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.fanfare.layer.Groups;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerMeter;
import org.fanfare.layer.LayerState;
import org.fanfare.layer.LayerStatistics;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.PublishKey;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Refusal;
import org.fanfare.layer.Start;
import org.fanfare.layer.Wake;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.fanfare.threads.Loop;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a channel layer whose logs are in Redis: what {@link
 * org.fanfare.layer.ChannelLayer} says of groups.
 *
 * <p>Safe for use by any thread. Every call becomes a task of the loop, where its stage completes.
 */
final class RedisGroups {
  private final Loop loop;
  private final Times times;
  private final Following following;
  private final Calls calls;
  private final LongAdder published = new LongAdder();
  private final long total;

  /** Creates the groups of a node and begins to connect. */
  RedisGroups(NodePlace place, Function<GroupName, GroupPolicy> policies, LayerLimits limits) {
    this.loop = place.loop();
    this.times = place.times();
    this.calls = new Calls(loop, times.timeOut());
    this.total = limits.logTotal();
    this.following = new Following(place, policies, total);
    loop.execute(following.master()::connect);
  }

  CompletionStage<Outcome<Receipt>> publish(
      GroupName group, Message message, @Nullable PublishKey key) {
    GroupPolicy policy = following.policy(group);
    Publish publish = new Publish(group, policy, message, key, times.remembered());
    return calls.onLoop(
        () ->
            following
                .scripts()
                .run(publish, true)
                .thenCompose(outcome -> answered(publish, outcome)));
  }

  private CompletionStage<Outcome<Receipt>> answered(
      Publish publish, Outcome<Publish.Answer> outcome) {
    if (outcome instanceof Outcome.Refused<Publish.Answer> refused) {
      return CompletableFuture.completedFuture(Outcome.refused(refused.refusal()));
    }
    Publish.Answer answer = ((Outcome.Done<Publish.Answer>) outcome).get();
    if (answer instanceof Publish.Accepted accepted) {
      if (accepted.lives()) {
        GroupPolicy policy = publish.policy();
        following.keepPlace(publish, policy.age().toMillis() + policy.idle().toMillis());
      }
      return accepted(publish, accepted);
    }
    return CompletableFuture.completedFuture(Outcome.refused(Refusal.KEY_REUSED));
  }

  /** Completes when this node's readers can read the message, or when they are interrupted. */
  private CompletionStage<Outcome<Receipt>> accepted(Publish publish, Publish.Accepted accepted) {
    Position position = accepted.position();
    Outcome<Receipt> done =
        Outcome.done(new Receipt(position, accepted.time(), accepted.replayed()));
    if (!accepted.replayed()) {
      published.increment();
    }
    GroupFollower follower = following.followers().get(publish.group());
    if (follower == null) {
      return CompletableFuture.completedFuture(done);
    }
    if (!accepted.replayed()) {
      follower.heard(new Entry(position, accepted.time(), publish.message()));
    }
    return follower.passed(position).handle((passed, interrupted) -> done);
  }

  CompletionStage<Outcome<Reader>> open(
      GroupName group, Start start, Executor executor, Wake wake) {
    return calls.onLoop(
        () -> following.follow(group).readers().open(start, executor, wake),
        late -> {
          if (late instanceof Outcome.Done<Reader> done) {
            done.get().close();
          }
        });
  }

  /** Touches a group, and returns its position. */
  CompletionStage<Outcome<Position>> position(GroupName group) {
    Read now = Read.now(group, following.policy(group), true);
    return calls.onLoop(
        () ->
            following
                .scripts()
                .run(now, true)
                .thenApply(
                    outcome ->
                        outcome instanceof Outcome.Done<Read.Answer> done
                            ? Outcome.done(done.get().meta().position())
                            : Outcome.refused(((Outcome.Refused<Read.Answer>) outcome).refusal())));
  }

  /** Returns the way to the store. */
  Following following() {
    return following;
  }

  /** Returns the groups as a whole. */
  Groups groups() {
    return new StoredGroups(calls, following);
  }

  /** Returns the meters of what was done for groups; for any thread. */
  List<LayerMeter> meters() {
    return following.figures().meters();
  }

  LayerState state() {
    return following.master().state();
  }

  /** Does periodic work; called once a second, by any thread. */
  void tick() {
    following.onLoop(following::tick);
  }

  /**
   * Ends the connection. Nothing is asked afterwards: whoever waits for an answer is told so.
   * Called by any thread.
   */
  void close() {
    following.onLoop(
        () -> {
          following.master().close();
          calls.end();
        });
  }

  /**
   * Returns what this node holds.
   *
   * @param mailboxes the number of open mailboxes
   */
  LayerStatistics statistics(int mailboxes) {
    long publications = 0;
    for (GroupFollower follower : following.followers().values()) {
      GroupCopy copy = follower.copy();
      publications += copy == null ? 0 : copy.size();
    }
    return new LayerStatistics(
        following.followers().size(),
        following.readers(),
        mailboxes,
        publications,
        following.budget().used(),
        total,
        published.sum(),
        0);
  }
}
