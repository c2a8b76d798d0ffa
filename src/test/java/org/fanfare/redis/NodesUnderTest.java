package org.fanfare.redis;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.Policies;
import org.fanfare.log.GroupPolicy;

/**
 * Nodes on a {@link StoreFake}, step by step: what is on its way arrives when a test says so, and a
 * node may be frozen, so that it does nothing of what it hears. For one thread.
 */
final class NodesUnderTest {
  static final Keys KEYS = new Keys("ff");

  /** How many messages a mailbox has room for. */
  static final int MAILBOX = 9;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final GroupPolicy POLICY =
      new GroupPolicy("any", 2, 100, 1 << 20, Duration.ofHours(2), Duration.ofHours(1));
  private static final LayerLimits LIMITS =
      new LayerLimits(1 << 20, MAILBOX, 1 << 20, new LayerLimits.Keys(9, 1 << 20, Policies.AGE));

  private final AtomicLong time = new AtomicLong(1_800_000_000_000L);
  private final Random random;
  private final SteppedNetwork network;
  private final StoreFake store;
  private final List<Node> nodes = new ArrayList<>();

  /** Creates a store without nodes. */
  NodesUnderTest(long seed) {
    this.random = new Random(seed);
    this.network = new SteppedNetwork(random);
    this.store = new StoreFake(time::get, seed, network, Set.of());
  }

  /** One of the nodes. */
  final class Node {
    private final SteppedLoop loop = new SteppedLoop(time::get);
    private final StoreFake.Line line = store.line(loop);
    private final NodeTag tag = NodeTag.random(RANDOM);
    private final NodePlace place =
        new NodePlace(
            loop, line, KEYS, tag.value(), Times.USUAL, Clock.systemUTC(), () -> 0, random);
    private final RedisGroups groups = new RedisGroups(place, group -> POLICY, LIMITS);
    private final RedisNodes others = new RedisNodes(place, groups);
    private final RedisChannelLayer layer =
        new RedisChannelLayer(
            groups,
            new RedisChannels(tag, LIMITS, others, groups::position, RANDOM),
            others,
            () -> {});
    private boolean isFrozen;

    NodeTag tag() {
      return tag;
    }

    RedisChannelLayer layer() {
      return layer;
    }

    SingleFeed feed(String name, Duration period) {
      return others.feed(name, period);
    }

    /** Returns the other nodes, as this one reaches them. */
    RedisNodes others() {
      return others;
    }

    NodeLease lease() {
      return others.lease();
    }

    /** Returns whether it has a link, on which nothing may be subscribed yet. */
    boolean isLinked() {
      return groups.following().isLinked();
    }

    /** Ends its connections, and lets it have no others. */
    void cut() {
      line.cut();
    }

    void mend() {
      line.mend();
    }

    /** It does the next thing, unless it is frozen; returns false if there is none. */
    boolean goOn() {
      return !isFrozen && loop.step();
    }

    /** It does nothing, until it goes on. */
    void freeze(boolean frozen) {
      isFrozen = frozen;
    }
  }

  /** What is sent to a node, as anybody hears it who is subscribed to its inbox. */
  final class Hearing implements Link.Listener {
    private final SteppedLoop loop = new SteppedLoop(time::get);
    private final List<byte[]> heard = new ArrayList<>();

    private Hearing(byte[] inbox) {
      var dialled = store.line(loop).dial(this).toCompletableFuture();
      hear();
      var subscribed = dialled.join().subscribe(List.of(inbox)).toCompletableFuture();
      hear();
      subscribed.join();
    }

    private void hear() {
      settle();
      while (loop.step()) {
        settle();
      }
    }

    @Override
    public void heard(byte[] channel, byte[] payload) {
      if (!Master.isBeacon(payload)) {
        heard.add(payload);
      }
    }

    @Override
    public void ended(String why) {
      throw new AssertionError(why);
    }

    /** Returns what was sent until now, but for beacons. */
    List<byte[]> all() {
      hear();
      return List.copyOf(heard);
    }
  }

  /** Hears what is sent to a node from now on. */
  Hearing hearing(Node node) {
    return new Hearing(inbox(node));
  }

  /** Sends something to a node, and waits until it has done what it does with it. */
  void tell(Node node, byte[] payload) {
    store.notifyAll(inbox(node), payload);
    settle();
  }

  private static byte[] inbox(Node node) {
    return KEYS.inbox(node.tag.value());
  }

  /** Returns whether a node has a lease. */
  boolean isLeased(Node node) {
    return store.get(KEYS.lease(node.tag.value())) != null;
  }

  StoreFake store() {
    return store;
  }

  /** Starts a node, and waits until the others can reach it. */
  Node start() {
    Node node = new Node();
    nodes.add(node);
    settle();
    return node;
  }

  /** Everything arrives, and everything is done, but for what frozen nodes would do. */
  void settle() {
    while (goOn()) {
      // until nothing is left
    }
  }

  /** Something goes on that has begun; returns false if there is nothing left. */
  boolean goOn() {
    int first = random.nextInt(nodes.size() + 1);
    for (int i = 0; i <= nodes.size(); i++) {
      int next = (first + i) % (nodes.size() + 1);
      if (next < nodes.size() ? nodes.get(next).goOn() : network.step()) {
        return true;
      }
    }
    return false;
  }

  /** Time passes, without a tick. */
  void pass(Duration passed) {
    passOnly(passed);
    settle();
  }

  /** Time passes, and nothing is done yet. */
  void passOnly(Duration passed) {
    time.addAndGet(passed.toMillis());
  }

  /** Seconds pass, with a tick of each node that is not frozen. */
  void seconds(int number) {
    for (int i = 0; i < number; i++) {
      tick(Duration.ofSeconds(1));
      settle();
    }
  }

  /** Time passes until the next tick of each node that is not frozen. */
  void tick(Duration passed) {
    time.addAndGet(passed.toMillis());
    nodes.stream().filter(node -> !node.isFrozen).forEach(node -> node.layer.tick());
  }
}
