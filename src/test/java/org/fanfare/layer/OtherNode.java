package org.fanfare.layer;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * Another node, which holds the logs and gives the offsets, and the network to it: what it tells of
 * publications comes late, in another order, twice, or not at all.
 *
 * <p>Safe for use by any thread.
 */
public final class OtherNode {
  private static final int MAX_DELAY_MICROS = 2000;
  private static final int LOST = 20; // of a hundred
  private static final int TWICE = 40; // of a hundred, with those that are lost

  /** A publication, as it is told to whoever follows its group. */
  record Told(Position position, long time, Message message) {}

  /**
   * What it stores, from one start to the next.
   *
   * @param layer the groups
   * @param keeps the last offset of each group that the next start will still know
   */
  record Store(ChannelLayer layer, AtomicLong keeps) {
    Store(ChannelLayer layer) {
      this(layer, new AtomicLong(Long.MAX_VALUE));
    }
  }

  private volatile Store store;
  private final Executor network;
  private final Random random;
  private volatile boolean cut;
  private final Map<GroupName, Consumer<Told>> followers = new ConcurrentHashMap<>();

  OtherNode(ChannelLayer layer, Executor network, long seed) {
    this.store = new Store(layer);
    this.network = network;
    this.random = new Random(seed);
  }

  /** From now on tells of what is published to a group; of what was before nothing is told. */
  void follow(GroupName group, Consumer<Told> follower) {
    followers.put(group, follower);
  }

  void unfollow(GroupName group, Consumer<Told> follower) {
    followers.remove(group, follower);
  }

  /** Returns what it has stored since it was started last. */
  Store store() {
    return store;
  }

  ChannelLayer layer() {
    return store.layer();
  }

  /**
   * It is started again, with what it had written by then: of each group what is up to an offset.
   * Offsets begin again.
   */
  void lose(long upTo, ChannelLayer empty) {
    store.keeps().set(upTo);
    store = new Store(empty);
  }

  /** The network is cut: nothing is told, and nothing can be asked. */
  void cut() {
    cut = true;
  }

  /** The network is whole again. */
  void mend() {
    cut = false;
  }

  boolean isCut() {
    return cut;
  }

  /** Fails while the network is cut. */
  static LayerException unreachable() {
    return new LayerException(
        "the other node cannot be reached", new IllegalStateException("for this test"), false);
  }

  void tell(GroupName group, Told told) {
    if (cut) {
      return;
    }
    int fate = random.nextInt(100);
    for (int i = fate < LOST ? 0 : fate < TWICE ? 2 : 1; i > 0; i--) {
      soon(
          () -> {
            Consumer<Told> follower = followers.get(group);
            if (follower != null && !cut) {
              follower.accept(told);
            }
          });
    }
  }

  /** Runs a task as soon as the network has taken it there. */
  void soon(Runnable task) {
    CompletableFuture.delayedExecutor(
            random.nextInt(MAX_DELAY_MICROS), TimeUnit.MICROSECONDS, network)
        .execute(task);
  }
}
