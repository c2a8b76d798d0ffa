package org.fanfare.redis;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.fanfare.layer.ChannelLayerContract;
import org.fanfare.layer.InterruptionPromises;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.LayerState;
import org.fanfare.layer.LostReadersPromises;
import org.fanfare.layer.MoveOnPromises;
import org.fanfare.layer.Policies;
import org.fanfare.layer.TurnedClock;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;
import org.fanfare.threads.Loop;
import org.junit.jupiter.api.AfterEach;

/** Holds groups whose logs are in a store to every promise of the contract (R8, R11, R16). */
abstract class GroupsContract extends ChannelLayerContract
    implements InterruptionPromises, LostReadersPromises, MoveOnPromises {
  private static final LayerLimits.Keys KEYS = new LayerLimits.Keys(KEY_COUNT, 1 << 20, KEY_AGE);

  /** The network between one node and the store. */
  interface Line extends Link.Dialer {
    /** Ends the connections of the node, and refuses new ones. */
    void cut();

    /** Lets the node connect again. */
    void mend();

    /** Returns whether nothing is on its way. */
    boolean isIdle();

    /** Releases what it holds; nothing is dialled any more. */
    void close();
  }

  private static final SecureRandom RANDOM = new SecureRandom();

  private final TurnedClock clock = new TurnedClock();
  private final List<Node> nodes = new ArrayList<>();

  /** Returns the time that tests turn. */
  final TurnedClock clock() {
    return clock;
  }

  /** Returns the time of nodes, in milliseconds since some moment. */
  abstract long millis();

  /** Returns by how much the time of the store is turned. */
  abstract long shift();

  /** Returns for how long time is turned when a test says so. */
  Duration turned(Duration time) {
    return time;
  }

  abstract Keys keys();

  /** Returns a new line to the store. */
  abstract Line line(Loop loop);

  /** Starts the store again without what comes after an offset of each log. */
  abstract void restartWithout(long after);

  /** One node on the store. */
  private record Node(ThreadLoop loop, Line line, RedisGroups groups, RedisChannelLayer layer) {
    void settle() {
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofNanos(50_000))
          .until(() -> line.isIdle() && loop.isIdle() && line.isIdle());
    }

    void awaitState(LayerState.Kind kind) {
      settle();
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> groups.state().kind() == kind);
      settle();
    }

    void cut() {
      line.cut();
      awaitState(LayerState.Kind.INTERRUPTED);
    }

    void mend() {
      line.mend();
      awaitState(LayerState.Kind.UP);
    }
  }

  private Node node(Function<GroupName, GroupPolicy> policies, long total) {
    ThreadLoop loop = new ThreadLoop(this::millis);
    Line line = line(loop);
    NodeTag tag = NodeTag.random(RANDOM);
    NodePlace place =
        new NodePlace(loop, line, keys(), tag.value(), Times.USUAL, clock, this::shift, RANDOM);
    LayerLimits limits = new LayerLimits(total, MAILBOX_COUNT, MAILBOX_BYTES, KEYS);
    RedisGroups groups = new RedisGroups(place, policies, limits);
    RedisNodes others = new RedisNodes(place, groups);
    RedisChannels channels = new RedisChannels(tag, limits, others, groups::position, RANDOM);
    RedisChannelLayer layer = new RedisChannelLayer(groups, channels, others, () -> {});
    Node node = new Node(loop, line, groups, layer);
    nodes.add(node);
    node.awaitState(LayerState.Kind.UP);
    return node;
  }

  private LayerRig rig(Node node, Duration idle) {
    return new LayerRig(node.layer, time -> pass(turned(time), idle.dividedBy(8)), this::tick);
  }

  /** Time passes as it does for a node that is awake: its timer goes on meanwhile. */
  private void pass(Duration time, Duration step) {
    nodes.forEach(Node::settle);
    for (Duration left = time; !left.isZero(); ) {
      Duration next = left.compareTo(step) < 0 ? left : step;
      clock.advance(next);
      tick();
      left = left.minus(next);
    }
  }

  /** A second passes for the timers of all nodes, which do what they have to do. */
  final void tick() {
    nodes.forEach(node -> node.layer.tick());
    nodes.forEach(Node::settle);
  }

  @Override
  public LayerRig rig(Function<GroupName, GroupPolicy> policies, long logTotal) {
    return rig(node(policies, logTotal), policies.apply(GROUP).idle());
  }

  @Override
  public Interruptible interruptible(GroupPolicy policy) {
    Node here = node(Policies.byName(policy), ROOMY_TOTAL);
    Node elsewhere = node(Policies.byName(policy), ROOMY_TOTAL);
    return new Interruptible(rig(here, policy.idle()), here::cut, here::mend, elsewhere.layer);
  }

  @Override
  public Losing losing(GroupPolicy policy) {
    Node node = node(Policies.byName(policy), ROOMY_TOTAL);
    return new Losing(
        rig(node, policy.idle()),
        after -> {
          restartWithout(after);
          node.awaitState(LayerState.Kind.UP);
        });
  }

  @Override
  public Nodes nodes(GroupPolicy policy) {
    return new Nodes(
        node(Policies.byName(policy), ROOMY_TOTAL).layer,
        node(Policies.byName(policy), ROOMY_TOTAL).layer);
  }

  @AfterEach
  void stopNodes() {
    nodes.forEach(node -> node.layer.close());
    nodes.forEach(Node::settle);
    nodes.forEach(node -> node.line.close());
    nodes.forEach(node -> node.loop.close());
  }
}
