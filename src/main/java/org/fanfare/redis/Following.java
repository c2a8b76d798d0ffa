package org.fanfare.redis;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.fanfare.layer.LayerException;
import org.fanfare.log.GroupLog;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.LogBudget;
import org.fanfare.message.GroupName;
import org.fanfare.threads.Loop;
import org.jspecify.annotations.Nullable;

/**
 * What the followers of a node share: the way to the store, the memory of all copies, and the time.
 *
 * <p>Used on the loop, except where it is said.
 */
final class Following {
  /** How long to wait before something is asked again that could not be answered. */
  static final long AGAIN_MILLIS = 1000;

  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Loop loop;
  private final Keys keys;
  private final Times times;
  private final RandomGenerator random;
  private final Function<GroupName, GroupPolicy> policies;
  private final LogBudget budget;
  private final Master master;
  private final Scripts scripts;
  private final Subscriptions subscriptions;
  private final Map<GroupName, GroupFollower> followers = new ConcurrentHashMap<>();
  private final AtomicLong readers = new AtomicLong();
  private final RedisFigures figures = new RedisFigures();
  private long storeAhead =
      UNKNOWN; // by how much the store's time is ahead of the loop's, at least

  /**
   * Creates what follows no group yet.
   *
   * @param place what this node is, and where the store is
   * @param policies returns the policy of a group's rule
   * @param total the maximum number of bytes of all copies
   */
  Following(NodePlace place, Function<GroupName, GroupPolicy> policies, long total) {
    this.loop = place.loop();
    this.keys = place.keys();
    this.times = place.times();
    this.random = place.random();
    this.policies = policies;
    this.budget = new LogBudget(total);
    this.master = new Master(place, new Relearning());
    this.subscriptions = new Subscriptions(link -> master.lose(link, "it does not subscribe"));
    this.scripts = new Scripts(place, master, figures);
  }

  /** Forgets what was true of the server before. */
  private final class Relearning implements Master.Events {
    @Override
    public void opened(Link link) {
      storeAhead = UNKNOWN;
      figures.linked();
      subscriptions.opened(link);
    }

    @Override
    public void heard(byte[] channel, byte[] payload) {
      figures.notified();
      subscriptions.heard(channel, payload);
    }

    @Override
    public void ended() {
      subscriptions.ended();
    }
  }

  Loop loop() {
    return loop;
  }

  /** Does a task on the loop, unless the layer has ended; for any thread. */
  void onLoop(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException ended) {
      // there is nothing to be kept any more
    }
  }

  Keys keys() {
    return keys;
  }

  Times times() {
    return times;
  }

  Master master() {
    return master;
  }

  /** Subscribes to a channel that is not a group's. */
  void subscribe(Subscriptions.Subscriber subscriber) {
    subscriptions.add(subscriber);
  }

  Scripts scripts() {
    return scripts;
  }

  RedisFigures figures() {
    return figures;
  }

  LogBudget budget() {
    return budget;
  }

  GroupPolicy policy(GroupName group) {
    return policies.apply(group);
  }

  /** Returns the followers; for any thread. */
  Map<GroupName, GroupFollower> followers() {
    return followers;
  }

  /** Returns the number of open readers; for any thread. */
  long readers() {
    return readers.get();
  }

  /**
   * Returns the follower of a group, which begins now if there is none. Throws {@link
   * LinkException} if it would have to begin while the store cannot be reached.
   */
  GroupFollower follow(GroupName group) {
    GroupFollower known = followers.get(group);
    if (known != null) {
      return known;
    }
    master.link();
    GroupFollower follower = new GroupFollower(group, this);
    followers.put(group, follower);
    subscriptions.add(follower);
    return follower;
  }

  /** Ends following a group. */
  void drop(GroupFollower follower) {
    if (followers.remove(follower.group(), follower)) {
      subscriptions.remove(follower);
      follower.end();
    }
  }

  /** A reader was opened. */
  void opened() {
    readers.incrementAndGet();
  }

  /** A reader was closed; called by any thread. */
  void closed(StoredReader reader, GroupFollower follower) {
    onLoop(
        () -> {
          follower.readers().isBehind(reader, false);
          follower.readers().left();
        });
    readers.decrementAndGet();
  }

  /** Does what is to be done from time to time. */
  void tick() {
    master.tick();
    followers.values().forEach(GroupFollower::tick);
  }

  // Memory

  /**
   * Appends an entry to a copy. If there is no memory for it, copies of which nothing was heard for
   * the longest time let go of what they have; if that is not enough, this copy does.
   */
  void append(GroupCopy copy, Entry entry) {
    while (!copy.append(entry)) {
      if (!makeRoom(GroupLog.weightOf(entry.message()))) {
        copy.letGoAllWith(entry);
        return;
      }
    }
  }

  private boolean makeRoom(long bytes) {
    Comparator<GroupFollower> quietFirst = Comparator.comparingLong(GroupFollower::heardAt);
    for (GroupFollower follower : followers.values().stream().sorted(quietFirst).toList()) {
      GroupCopy copy = follower.copy();
      while (!budget.fits(bytes) && copy != null && copy.letGoSome()) {
        // a little more
      }
    }
    return budget.fits(bytes);
  }

  // The store

  /** Returns whether a link is open. */
  boolean isLinked() {
    return master.isLinked();
  }

  /** Returns whether a life is that of the server that is linked at the moment. */
  boolean isPresent(long life) {
    return master.isLinked() && master.life() == life;
  }

  /** Returns what the store knows of a group's log, without a touch; null for nothing. */
  CompletionStage<@Nullable Meta> meta(GroupName group) {
    return ask(
        link -> link.get(keys.meta(group)), packed -> packed == null ? null : Meta.of(packed));
  }

  /** Returns the names of all groups of which the store has something, in no order. */
  CompletionStage<Set<GroupName>> names() {
    return ask(
        link -> link.names(keys.metas()),
        names -> names.stream().map(keys::groupOf).collect(Collectors.toSet()));
  }

  /** Asks the server; the stage fails if it cannot be asked, or does not answer. */
  <T extends @Nullable Object, R extends @Nullable Object> CompletionStage<R> ask(
      Function<Link, CompletionStage<T>> what, Function<T, R> read) {
    try {
      Link link = master.link();
      return what.apply(link)
          .whenComplete(
              (answer, failure) -> {
                if (failure != null) {
                  master.failed(link, failure);
                }
              })
          .thenApply(read);
    } catch (LinkException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  /** Puts together what a page of the store gives a reader. */
  Page pageOf(GroupName group, Read.Answer answer, Page.For reader) {
    heardTime(answer.now());
    return Page.of(group, answer, reader, answer.now() - policy(group).age().toMillis());
  }

  /** Keeps a group's place under its rule; that it fails does no harm. */
  void keepPlace(Request<?> request, long lasts) {
    scripts.keepPlace(request, lasts + request.policy().idle().toMillis() / 4);
  }

  /** Returns when to compare the position of a group of which nothing is heard until then. */
  long nextCheck() {
    long check = times.check().toMillis();
    return loop.millis() + check * 3 / 4 + random.nextLong(check / 4 + 1);
  }

  /** The store's time was told: it is at least that by now. */
  void heardTime(long now) {
    storeAhead = Math.max(storeAhead, now - loop.millis());
  }

  /**
   * Returns a time that the store's time has certainly passed, or nearly; 0 if nothing is known.
   */
  long storeTime() {
    return storeAhead == UNKNOWN ? 0 : storeAhead + loop.millis();
  }

  /** Returns the failure of what cannot be done while the store cannot be reached. */
  static LayerException interrupted() {
    return new LinkException(LinkException.Kind.NOT_ASKED, "Redis cannot be reached");
  }
}
