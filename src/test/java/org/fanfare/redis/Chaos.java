package org.fanfare.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerState;
import org.fanfare.log.Gap;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.threads.LoopThread;
import org.jspecify.annotations.Nullable;

/**
 * Three nodes in this JVM on a real redis-server, publishers with keys, and clients that go from
 * node to node, while each {@link ChaosFault} happens. A seed decides the order of the faults and
 * their length; what happens meanwhile is up to the machine. For one thread, which may wait.
 *
 * <p>Publishers, clients and the laws are used by the tasks that it executes, on one thread: the
 * world.
 */
final class Chaos implements Executor, AutoCloseable {
  /** What everybody publishes to, and reads. */
  static final GroupName GROUP = new GroupName("any.group");

  private static final int NODES = 3;
  private static final int CLIENTS = 12;
  private static final int PUBLISHERS = 4;
  private static final int PATIENCE_SECONDS = 40;
  private static final GroupPolicy POLICY =
      new GroupPolicy("any", 9, 100_000, 64 << 20, Duration.ofHours(2), Duration.ofHours(1));

  /** Quiet groups are looked at more often than usual, so that the end comes sooner. */
  private static final Times TIMES =
      new Times(
          Times.USUAL.timeOut(),
          Times.USUAL.beacon(),
          Duration.ofSeconds(5),
          Times.USUAL.linger(),
          Times.USUAL.remembered());

  private record Node(LoopThread loop, LettuceLine line, RedisGroups groups) {
    boolean isUp() {
      return groups.state().kind() == LayerState.Kind.UP;
    }
  }

  private final Random random;
  private final Random worlds; // used by the world
  private final Keys keys = new Keys("ff");
  private final RedisServer server;
  private final ScheduledExecutorService world = Executors.newSingleThreadScheduledExecutor();
  private final List<Node> nodes = new ArrayList<>();
  private final List<ModelClient> clients = new ArrayList<>();
  private final List<ChaosPublisher> publishers = new ArrayList<>();
  private final Map<String, Position> accepted = new HashMap<>();
  private final ModelLaws laws = new ModelLaws();
  private final Map<ChaosFault, Integer> faults = new EnumMap<>(ChaosFault.class);
  private @Nullable Position last; // of what was accepted; used by the world, like the next
  private boolean isCalm;
  private final AtomicInteger losses = new AtomicInteger();
  private int lostTails;

  /** Starts the server and the nodes. */
  Chaos(long seed) throws IOException {
    random = new Random(seed);
    worlds = new Random(seed + 1);
    server = RedisServer.withSnapshots();
    for (int i = 0; i < NODES; i++) {
      nodes.add(node("n" + i));
    }
    Stream.generate(() -> new ModelClient(GROUP, worlds, this))
        .limit(CLIENTS)
        .forEach(clients::add);
    for (int i = 0; i < PUBLISHERS; i++) {
      publishers.add(new ChaosPublisher("p" + i, this));
    }
  }

  private Node node(String name) {
    LoopThread loop = LoopThread.start(Thread::new, "fanfare-" + name, System::nanoTime);
    LettuceLine line = new LettuceLine(loop, server.port());
    NodePlace place =
        new NodePlace(
            loop, line, keys, name, TIMES, Clock.systemUTC(), () -> 0, new SecureRandom());
    LayerLimits limits =
        new LayerLimits(64 << 20, 1, 1, new LayerLimits.Keys(1, 1, Duration.ofMinutes(5)));
    return new Node(loop, line, new RedisGroups(place, group -> POLICY, limits));
  }

  @Override
  public void execute(Runnable task) {
    later(task, 0);
  }

  /** Does a task when some time has passed; what it throws is against the laws. */
  void later(Runnable task, long millis) {
    try {
      var unused = world.schedule(() -> laws.guarded(task), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // the run is over
    }
  }

  /** Returns what decides for publishers; used by the world. */
  Random dice() {
    return worlds;
  }

  /** Returns the laws; used by the world. */
  ModelLaws laws() {
    return laws;
  }

  /** Returns the groups of any node; used by the world. */
  RedisGroups anyNode() {
    return nodes.get(worlds.nextInt(NODES)).groups;
  }

  /** A message was accepted. Used by the world. */
  void accepted(String text, Position position) {
    laws.given(position, text);
    last = position;
    accepted.put(text, position);
  }

  /** Returns how often a loss of data has begun or ended, as {@link MessageFate} counts them. */
  int losses() {
    return losses.get();
  }

  LettuceLine anyLine() {
    return nodes.get(random.nextInt(NODES)).line;
  }

  RedisServer server() {
    return server;
  }

  /** Waits for a time between two numbers of milliseconds. */
  void pause(int least, int most) {
    Duration time = Duration.ofMillis(least + random.nextInt(most - least));
    Awaitility.await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
  }

  /** Waits until so many more messages have been accepted. */
  void awaitAccepted(int more) {
    int before = inWorld(accepted::size);
    await(() -> inWorld(accepted::size) >= before + more);
  }

  /** How the server ends. */
  interface Ending {
    void end() throws IOException;
  }

  /** A loss of data begins, or has ended. */
  void countLoss() {
    losses.incrementAndGet();
  }

  /** Lets the server end, and starts it again with what is left. */
  void restart(Ending ending) throws IOException {
    Position before = inWorld(() -> last);
    ending.end();
    pause(50, 500);
    server.start();
    Meta meta = meta();
    if (before != null
        && (meta == null || meta.headOf(before.epoch()).orElse(0) < before.offset())) {
      lostTails++;
    }
  }

  private @Nullable Meta meta() {
    try (StatefulRedisConnection<byte[], byte[]> connection = server.connect()) {
      byte[] packed = connection.sync().get(keys.meta(GROUP));
      return packed == null ? null : Meta.of(packed);
    }
  }

  /** Lets each fault happen at least once, and go on until {@code least} has passed. */
  ChaosSeen run(Duration least) throws IOException {
    long end = System.nanoTime() + least.toNanos();
    await(() -> nodes.stream().allMatch(Node::isUp));
    every(1000, () -> nodes.forEach(node -> node.groups.tick()));
    every(50, () -> clients.forEach(this::wander));
    execute(() -> publishers.forEach(ChaosPublisher::next));
    awaitAccepted(100);
    List<ChaosFault> order = new ArrayList<>(Arrays.asList(ChaosFault.values()));
    Collections.shuffle(order, random);
    for (int i = 0; i < order.size() || System.nanoTime() < end; i++) {
      ChaosFault fault = order.get(i % order.size());
      fault.happen(this);
      faults.merge(fault, 1, Integer::sum);
      pause(100, 700);
    }
    calm();
    return inWorld(this::judged);
  }

  private void every(long millis, Runnable task) {
    var unused =
        world.scheduleWithFixedDelay(() -> laws.guarded(task), 0, millis, TimeUnit.MILLISECONDS);
  }

  private void wander(ModelClient client) {
    if (!client.isReading() || (!isCalm && worlds.nextInt(40) == 0)) {
      client.moveTo(anyNode());
    }
  }

  /** Everything works again; all that was begun is ended, and everyone reads to the end. */
  private void calm() {
    execute(() -> isCalm = true);
    awaitAccepted(PUBLISHERS); // so that there is something after the last fault
    execute(() -> publishers.forEach(ChaosPublisher::stop));
    await(() -> inWorld(() -> publishers.stream().allMatch(ChaosPublisher::isIdle)));
    await(() -> nodes.stream().allMatch(Node::isUp));
    Position end = end();
    try {
      await(() -> inWorld(() -> clients.stream().allMatch(client -> end.equals(client.at()))));
    } catch (ConditionTimeoutException late) {
      // judged below: who is left behind is named
    }
  }

  private Position end() {
    Meta meta = meta();
    if (meta == null) {
      throw new IllegalStateException("the store has nothing, although something was accepted");
    }
    return meta.position();
  }

  private ChaosSeen judged() {
    Position end = end();
    for (ModelClient client : clients) {
      if (client.start() == null) {
        laws.add("a client never began");
      } else {
        laws.judge(client, accepted);
        laws.judgeEnd(client, end);
      }
    }
    List<ModelClient.Told> told =
        clients.stream().flatMap(client -> client.told().stream()).toList();
    return new ChaosSeen(
        laws.broken(),
        faults,
        accepted.size(),
        told.stream().filter(each -> each.gap() == null).count(),
        told.stream()
            .filter(each -> each.gap() != null && each.gap().reason() == Gap.Reason.EPOCH)
            .count(),
        publishers.stream().mapToInt(ChaosPublisher::refused).sum(),
        publishers.stream().mapToInt(ChaosPublisher::doubtful).sum(),
        lostTails,
        publishers.stream().mapToLong(ChaosPublisher::slowestMillis).max().orElse(0));
  }

  private <T> T inWorld(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, world).join();
  }

  private static void await(BooleanSupplier condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
        .pollInterval(Duration.ofMillis(20))
        .until(condition::getAsBoolean);
  }

  @Override
  public void close() throws IOException {
    world.shutdownNow();
    nodes.forEach(node -> node.groups.close());
    nodes.forEach(node -> node.line.close());
    nodes.forEach(node -> node.loop.close());
    server.close();
  }
}
