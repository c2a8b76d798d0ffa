package org.fanfare.layer;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A layer whose logs are on another node: publications get their offsets there, and this node's
 * readers read a copy that follows what it is told. Made up, to show that the fan-out engine serves
 * such a layer too.
 *
 * <p>Safe for use by any thread.
 */
public final class FollowingLayer implements ChannelLayer {
  /**
   * Publishing {@code cut} here cuts the network; {@code lose} starts the other node again, which
   * has kept nothing; anything else mends the network.
   */
  private static final GroupName SWITCH = new GroupName("network.switch");

  private final Supplier<ChannelLayer> stores;
  private final OtherNode other;
  private final Function<GroupName, GroupPolicy> policies;
  private final Clock clock;
  private volatile LayerState state;
  private final Map<GroupName, CompletableFuture<Outcome<FollowedGroup>>> followed =
      new ConcurrentHashMap<>();

  /**
   * A layer in front of another node's.
   *
   * @param stores gives the other node's layer at each of its starts
   * @param network runs what happens there; it should have several threads
   */
  public FollowingLayer(
      Supplier<ChannelLayer> stores,
      Function<GroupName, GroupPolicy> policies,
      Clock clock,
      Executor network,
      long seed) {
    this.stores = stores;
    this.other = new OtherNode(stores.get(), network, seed);
    this.policies = policies;
    this.clock = clock;
    this.state = LayerState.up(clock.instant());
  }

  @Override
  public CompletionStage<Outcome<Receipt>> publish(
      GroupName group, Message message, @Nullable PublishKey key) {
    if (group.equals(SWITCH)) {
      turn(message.text());
      return other.layer().publish(group, message, key);
    }
    if (other.isCut()) {
      return CompletableFuture.failedFuture(OtherNode.unreachable());
    }
    CompletableFuture<Outcome<Receipt>> answer = new CompletableFuture<>();
    other.soon(
        () ->
            other
                .layer()
                .publish(group, message, key)
                .whenComplete((outcome, failure) -> published(group, message, outcome, answer)));
    return answer;
  }

  private void published(
      GroupName group,
      Message message,
      Outcome<Receipt> outcome,
      CompletableFuture<Outcome<Receipt>> answer) {
    if (outcome instanceof Outcome.Done<Receipt> done && !done.get().replayed()) {
      Receipt receipt = done.get();
      other.tell(group, new OtherNode.Told(receipt.position(), receipt.time(), message));
    }
    other.soon(
        () -> { // who published reads its own message here, whatever was told of it
          present(group).ifPresent(FollowedGroup::catchUp);
          answer.complete(outcome);
        });
  }

  private Optional<FollowedGroup> present(GroupName group) {
    CompletableFuture<Outcome<FollowedGroup>> opening = followed.get(group);
    return opening != null && opening.getNow(null) instanceof Outcome.Done<FollowedGroup> done
        ? Optional.of(done.get())
        : Optional.empty();
  }

  @Override
  public CompletionStage<Outcome<Reader>> open(
      GroupName group, Start start, Executor executor, Wake wake) {
    if (other.isCut() && !present(group).map(copy -> copy.isEnoughFor(start)).orElse(false)) {
      return CompletableFuture.failedFuture(OtherNode.unreachable());
    }
    return follow(group)
        .thenCompose(
            outcome -> {
              if (outcome instanceof Outcome.Refused<FollowedGroup> refused) {
                followed.remove(group);
                return CompletableFuture.completedFuture(Outcome.refused(refused.refusal()));
              }
              FollowedGroup copy = ((Outcome.Done<FollowedGroup>) outcome).get();
              Reader reader = copy.open(start, executor, wake);
              if (reader != null) {
                return CompletableFuture.completedFuture(Outcome.done(reader));
              }
              followed.computeIfPresent(group, (g, known) -> isOf(known, copy) ? null : known);
              return open(group, start, executor, wake);
            });
  }

  private static boolean isOf(CompletableFuture<Outcome<FollowedGroup>> known, FollowedGroup copy) {
    return known.getNow(null) instanceof Outcome.Done<FollowedGroup> done && done.get() == copy;
  }

  private CompletionStage<Outcome<FollowedGroup>> follow(GroupName group) {
    CompletableFuture<Outcome<FollowedGroup>> mine = new CompletableFuture<>();
    CompletableFuture<Outcome<FollowedGroup>> known = followed.putIfAbsent(group, mine);
    if (known != null) {
      return known;
    }
    other.soon(
        () -> {
          OtherNode.Store store = other.store();
          store
              .layer()
              .open(group, new Start.Oldest(), Runnable::run, batch -> {})
              .thenAccept(outcome -> mine.complete(copyOf(group, store, outcome)));
        });
    return mine;
  }

  private Outcome<FollowedGroup> copyOf(
      GroupName group, OtherNode.Store store, Outcome<Reader> outcome) {
    if (outcome instanceof Outcome.Refused<Reader> refused) {
      return Outcome.refused(refused.refusal());
    }
    Reader source = ((Outcome.Done<Reader>) outcome).get();
    FollowedGroup copy = new FollowedGroup(group, policies.apply(group), other, store, source);
    other.follow(group, copy);
    lookAgain(copy);
    return Outcome.done(copy);
  }

  /** Nothing tells that the last of what was told is lost: one looks. */
  private void lookAgain(FollowedGroup copy) {
    other.soon(
        () -> {
          if (!copy.hasEnded()) {
            copy.catchUp();
            lookAgain(copy);
          }
        });
  }

  @Override
  public CompletionStage<Mailbox> openMailbox(MailboxOwner owner) {
    return other.layer().openMailbox(owner);
  }

  @Override
  public CompletionStage<Outcome<Void>> send(ChannelName channel, Message message) {
    return other.layer().send(channel, message);
  }

  @Override
  public CompletionStage<Outcome<Position>> add(GroupName group, ChannelName channel) {
    return other.layer().add(group, channel);
  }

  @Override
  public CompletionStage<Outcome<Void>> remove(GroupName group, ChannelName channel) {
    return other.layer().remove(group, channel);
  }

  @Override
  public Groups groups() {
    return new FollowedGroups(other, this::present);
  }

  private void turn(String to) {
    if (to.equals("cut")) {
      cut();
    } else if (to.equals("lose")) {
      lose(0);
    } else {
      mend();
    }
  }

  /** The network is cut: readers are interrupted. */
  public void cut() {
    state =
        new LayerState(
            LayerState.Kind.INTERRUPTED, clock.instant(), "the network to the other node is cut");
    other.cut();
    copies().forEach(FollowedGroup::interrupt);
  }

  /** The network is whole again: readers go on. */
  public void mend() {
    other.mend();
    copies().forEach(FollowedGroup::resume);
    state = LayerState.up(clock.instant());
  }

  /** The other node is started again and has lost, of each group, what comes after an offset. */
  public void lose(long upTo) {
    other.lose(upTo, stores.get());
  }

  /** How it is at the moment. */
  public LayerState state() {
    return state;
  }

  private Stream<FollowedGroup> copies() {
    return followed.keySet().stream().flatMap(group -> present(group).stream());
  }

  /** What the copies' timer does. */
  public void sweep() {
    long now = clock.millis();
    copies().forEach(copy -> copy.trimAged(now));
  }

  @Override
  public LayerStatistics statistics() {
    LayerStatistics there = other.layer().statistics();
    long readers =
        followed.keySet().stream()
            .mapToLong(group -> present(group).map(FollowedGroup::readers).orElse(0))
            .sum();
    return new LayerStatistics(
        there.groups(),
        readers,
        there.mailboxes(),
        there.logPublications(),
        there.logBytes(),
        there.logTotal(),
        there.published(),
        there.keys());
  }
}
