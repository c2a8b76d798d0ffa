package org.fanfare.redis;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.layer.Groups;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Receipt;
import org.fanfare.log.Gap;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * Three nodes on a {@link StoreFake}, a group, and clients that go from node to node, while
 * whatever can happen does. All of it is decided by a seed. For one thread.
 */
final class StoreModel {
  private static final GroupName GROUP = new GroupName("any.group");
  private static final int NODES = 3;
  private static final int CLIENTS = 8;
  private static final int STEPS = 7000;
  private static final int QUIET_SECONDS = 70;

  /**
   * What happens.
   *
   * @param off the mechanisms that are switched off
   * @param loses whether notifications are lost one by one
   * @param forgets whether the store is started again without what it had
   * @param bounds whether the log and the copies are small, and somebody discards what they have
   */
  record Setting(Set<Mechanism> off, boolean loses, boolean forgets, boolean bounds) {}

  private record Node(SteppedLoop loop, StoreFake.Line line, RedisGroups groups) {}

  private final Setting setting;
  private final Random random;
  private final AtomicLong time = new AtomicLong(1_800_000_000_000L);
  private final SteppedNetwork network;
  private final StoreFake store;
  private final List<Node> nodes = new ArrayList<>();
  private final List<ModelClient> clients = new ArrayList<>();
  private final List<SteppedTasks> tasks = new ArrayList<>(); // of the clients, in their order
  private final Map<String, Position> accepted = new HashMap<>();
  private final ModelLaws laws = new ModelLaws();
  private int published;
  private int restarts;

  StoreModel(long seed, Setting setting) {
    this.setting = setting;
    this.random = new Random(seed);
    this.network = new SteppedNetwork(random);
    this.store = new StoreFake(time::get, seed, network, setting.off());
    store.lose(setting.loses() ? 0.05 : 0);
    int count = setting.bounds() ? List.of(3, 8, 1000).get(random.nextInt(3)) : 10_000;
    GroupPolicy policy =
        new GroupPolicy("any", 9, count, 1 << 20, Duration.ofHours(2), Duration.ofHours(1));
    for (int i = 0; i < NODES; i++) {
      nodes.add(node(i, policy));
    }
  }

  private Node node(int number, GroupPolicy policy) {
    SteppedLoop loop = new SteppedLoop(time::get);
    StoreFake.Line line = store.line(loop);
    Duration never = Duration.ofDays(1);
    Set<Mechanism> off = setting.off();
    Times times =
        new Times(
            Times.USUAL.timeOut(),
            off.contains(Mechanism.BEACON) ? never : Times.USUAL.beacon(),
            setting.loses() && !off.contains(Mechanism.CHECK) ? Times.USUAL.check() : never,
            Times.USUAL.linger(),
            Times.USUAL.remembered());
    NodePlace place =
        new NodePlace(
            loop, line, new Keys("ff"), "n" + number, times, Clock.systemUTC(), () -> 0, random);
    long total = setting.bounds() && random.nextBoolean() ? 900 : 1 << 20;
    LayerLimits limits =
        new LayerLimits(total, 1, 1, new LayerLimits.Keys(1, 1, Duration.ofMinutes(5)));
    return new Node(loop, line, new RedisGroups(place, group -> policy, limits));
  }

  /** Lets all of it happen, and returns what is against the laws. */
  List<String> run() {
    for (int i = 0; i < STEPS; i++) {
      if (random.nextInt(100) < 96) {
        goOn();
      } else {
        happen(random.nextInt(1000));
      }
    }
    calm();
    clients.stream().filter(client -> client.start() != null).forEach(this::judge);
    return laws.broken();
  }

  private void judge(ModelClient client) {
    laws.judge(client, accepted);
    byte[] meta = store.get(new Keys("ff").meta(GROUP));
    if (meta != null) {
      laws.judgeEnd(client, Meta.of(meta).position());
    }
    if (!setting.forgets() && !setting.bounds()) {
      laws.judgeComplete(client, accepted);
    }
  }

  /** Returns how many publications clients were told. */
  long told() {
    return clients.stream()
        .flatMap(client -> client.told().stream())
        .filter(told -> told.gap() == null)
        .count();
  }

  /** Returns how many gaps clients were told for a reason. */
  long gaps(Gap.Reason reason) {
    return clients.stream()
        .flatMap(client -> client.told().stream())
        .filter(told -> told.gap() != null && told.gap().reason() == reason)
        .count();
  }

  /** Something goes on that has begun; returns false if there is nothing left. */
  private boolean goOn() {
    int first = random.nextInt(NODES + 1 + clients.size());
    for (int i = 0; i <= NODES + clients.size(); i++) {
      int next = (first + i) % (NODES + 1 + clients.size());
      boolean did =
          next < NODES
              ? nodes.get(next).loop.step()
              : next == NODES ? network.step() : tasks.get(next - NODES - 1).step();
      if (did) {
        return true;
      }
    }
    return false;
  }

  private void happen(int what) {
    Node node = nodes.get(random.nextInt(NODES));
    if (what < 520) {
      publish(node);
    } else if (what < 580) {
      store.save();
    } else if (what < 592) {
      restart();
    } else if (what < 600) {
      node.line.cut();
    } else if (what < 670) {
      node.line.mend();
    } else if (what < 674) {
      store.muteOne();
    } else if (what < 676) {
      store.freeze(true);
    } else if (what < 720) {
      store.freeze(false);
    } else if (what < 780) {
      if (clients.size() < CLIENTS) {
        SteppedTasks own = new SteppedTasks();
        ModelClient client = new ModelClient(GROUP, random, own);
        tasks.add(own);
        clients.add(client);
        client.moveTo(node.groups);
      }
    } else if (what < 880 && !clients.isEmpty()) {
      clients.get(random.nextInt(clients.size())).moveTo(node.groups);
    } else if (what < 886 && setting.bounds()) {
      discard(node.groups.groups());
    } else {
      time.addAndGet(random.nextInt(600));
      tick();
    }
  }

  private void publish(Node node) {
    String text = "m" + published++;
    node.groups
        .publish(GROUP, Message.text(text), null)
        .thenAccept(
            outcome -> {
              if (outcome instanceof Outcome.Done<Receipt> done) {
                accepted.put(text, done.get().position());
                laws.given(done.get().position(), text);
              }
            });
  }

  private void discard(Groups groups) {
    if (random.nextInt(3) < 2) {
      groups.trim(GROUP, random.nextInt(published + 1));
    } else {
      groups.restart(GROUP);
    }
  }

  private void restart() {
    restarts++;
    if (setting.forgets()) {
      int how = random.nextInt(4);
      store.restart(
          how < 2 ? StoreFake.Disk.STALE : how == 2 ? StoreFake.Disk.KEPT : StoreFake.Disk.EMPTY);
    } else if (restarts < 4) { // more are more than the ancestors that are remembered
      store.restart(StoreFake.Disk.KEPT);
    }
  }

  private void tick() {
    nodes.forEach(node -> node.groups.tick());
  }

  /** Everything works again, and a quiet minute passes. */
  private void calm() {
    store.freeze(false);
    store.lose(0);
    nodes.forEach(node -> node.line.mend());
    for (int second = 0; second < QUIET_SECONDS; second++) {
      for (int part = 0; part < 4; part++) {
        settle();
        time.addAndGet(250);
      }
      tick();
      if (second % 10 == 5) {
        clients.stream()
            .filter(client -> !client.isReading())
            .forEach(client -> client.moveTo(nodes.get(0).groups));
      }
    }
    settle();
  }

  private void settle() {
    while (goOn()) {
      // until nothing is left
    }
  }
}
