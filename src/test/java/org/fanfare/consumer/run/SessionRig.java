package org.fanfare.consumer.run;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.fanfare.connection.CallerShares;
import org.fanfare.connection.ConnectionSettings;
import org.fanfare.connection.Connections;
import org.fanfare.connection.PendingBounds;
import org.fanfare.connection.Whose;
import org.fanfare.consumer.CallbackTraces;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.LayerSender;
import org.fanfare.consumer.MessageValidation;
import org.fanfare.consumer.TypedJson;
import org.fanfare.consumer.route.Routes;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.session.StreamTimes;

/**
 * The sessions of a node with a layer in memory: its only thread is the test's, and time passes
 * when the test says so.
 */
public final class SessionRig {
  static final Duration HEARTBEAT = Duration.ofSeconds(25);
  static final Duration GRACE = Duration.ofSeconds(60);
  static final Duration LIFETIME = Duration.ofMinutes(10);
  static final int MAX_MESSAGE = 64 * 1024;
  static final SessionOwner GUEST = new SessionOwner(null, null);

  private static final Duration TICK = Duration.ofSeconds(1);

  final TurnedTime time = new TurnedTime();
  final LayerRig memory;
  final Connections connections;
  public final ConsumerSessions sessions;
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<Throwable> thrown = new ArrayList<>();
  private final LoggedFailures log = new LoggedFailures(time);
  private int destroyed;

  /** Of a node with room for many. */
  public SessionRig() {
    this(1000);
  }

  /** Of a node that has room for so many connections. */
  SessionRig(int most) {
    this(most, MemoryRigs.rig(Policies.ROOMY));
  }

  SessionRig(int most, LayerRig memory) {
    this(most, memory, CallbackTraces.NONE);
  }

  /** Whose callbacks are traced. */
  SessionRig(CallbackTraces traces) {
    this(1000, MemoryRigs.rig(Policies.ROOMY), traces);
  }

  /** Whose callers have shares. */
  SessionRig(CallerShares shares) {
    this(1000, MemoryRigs.rig(Policies.ROOMY), CallbackTraces.NONE, shares);
  }

  private SessionRig(int most, LayerRig memory, CallbackTraces traces) {
    this(most, memory, traces, CallerShares.undivided());
  }

  private SessionRig(int most, LayerRig memory, CallbackTraces traces, CallerShares shares) {
    this.memory = memory;
    this.connections =
        new Connections(
            List.of((Executor) tasks::add),
            new ConnectionSettings(
                most, 2000, HEARTBEAT, 100, new PendingBounds(1 << 20, 1 << 24), Duration.ZERO),
            shares,
            time,
            new Random(1));
    LayerSender sender = new LayerSender(memory.layer(), MAX_MESSAGE, new TypedJson());
    sender.open();
    this.sessions =
        new ConsumerSessions(
            new ConsumerSettings(
                64, Duration.ofSeconds(10), MAX_MESSAGE, GRACE, HEARTBEAT.multipliedBy(2)),
            connections,
            memory.layer(),
            sender,
            new TypedJson(),
            MessageValidation.NONE,
            tasks::add,
            time,
            time,
            time::instant,
            new SecureRandom(),
            new StreamTimes(LIFETIME, Duration.ofSeconds(2)),
            this::failed,
            traces);
  }

  private void failed(Class<?> consumer, String callback, String what, Throwable failure) {
    thrown.add(failure);
    log.tell(consumer, callback, what, failure);
  }

  /** What consumers have thrown, as it is logged. */
  public List<Throwable> thrown() {
    return thrown;
  }

  /** A route to consumers of a class. */
  public ConsumerRoute route(Class<? extends Consumer> type, Supplier<? extends Consumer> makes) {
    return new ConsumerRoute(
        Routes.of(List.of(type), annotation -> false).types().get(0),
        () -> new Instances.Made(makes.get(), () -> destroyed++));
  }

  /** What is known of a request of a guest. */
  public static RequestScope scope() {
    return Scopes.of(null);
  }

  /** The time of day. */
  public Instant now() {
    return time.instant();
  }

  /** A request of a caller that asks for a session, at the path of a route without parameters. */
  static SessionCall call(ConsumerRoute route, SessionOwner owner) {
    return new SessionCall(
        route, Map.of(), owner, new Whose("address:127.0.0.1", true), Set.of(), null);
  }

  /** How many instances have ended. */
  public int destroyed() {
    return destroyed;
  }

  /** Does what there is to do. */
  public void run() {
    for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
      next.run();
    }
  }

  /** Lets time pass, with the timers of the node. */
  public void pass(Duration length) {
    Duration left = length;
    while (!left.isZero()) {
      Duration step = left.compareTo(TICK) < 0 ? left : TICK;
      time.pass(step);
      run();
      connections.tick();
      sessions.tick();
      run();
      left = left.minus(step);
    }
  }
}
