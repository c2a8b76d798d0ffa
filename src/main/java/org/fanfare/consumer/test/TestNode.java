package org.fanfare.consumer.test;

import java.security.Principal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.fanfare.connection.ConnectionSettings;
import org.fanfare.connection.Connections;
import org.fanfare.connection.Ended;
import org.fanfare.connection.PendingBounds;
import org.fanfare.connection.SocketBounds;
import org.fanfare.connection.UserConnections;
import org.fanfare.connection.Users;
import org.fanfare.consumer.CallbackTraces;
import org.fanfare.consumer.LayerSender;
import org.fanfare.consumer.MessageValidation;
import org.fanfare.consumer.Sender;
import org.fanfare.consumer.SentAfterCommit;
import org.fanfare.consumer.TypedJson;
import org.fanfare.consumer.route.ConsumerType;
import org.fanfare.consumer.run.ConsumerSessions;
import org.fanfare.consumer.run.ConsumerSettings;
import org.fanfare.encoding.Payload;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerSetup;
import org.fanfare.memory.MemoryChannelLayer;
import org.fanfare.message.ChannelName;
import org.fanfare.session.StreamTimes;
import org.fanfare.settings.Settings;
import org.fanfare.settings.SettingsLoader;
import org.jspecify.annotations.Nullable;

/**
 * A node of a test: the parts that a server has, with its default settings, on the test's thread
 * and in its time. For one thread.
 */
final class TestNode {
  private static final Duration TICK = Duration.ofSeconds(1);

  final OneThread thread = new OneThread();
  final TestClock clock = new TestClock(thread);
  final TestLayer faults = new TestLayer();
  final CollectedFailures failures = new CollectedFailures();
  final TypedJson json = new TypedJson();
  final FaultyLayer layer;
  final LayerSender sender;
  final ConsumerSessions sessions;
  final int maxMessage;
  final Duration heartbeat;
  final StreamTimes streams;
  private final Connections connections;
  private final MemoryChannelLayer memory;
  private final List<TestWire> wires = new ArrayList<>();
  private final Map<String, Instant> expiries = new HashMap<>();
  private final Set<String> rolesOfRules = new HashSet<>();

  /** What all tests share, since it takes long to make. */
  private static final class Shared {
    static final Settings SETTINGS = SettingsLoader.unchanged(TestNode.class.getClassLoader());
    static final MessageValidation VALIDATION = MessageValidation.ofApplication();

    private Shared() {}
  }

  TestNode() {
    Settings settings = Shared.SETTINGS;
    Settings.Limits limits = settings.limits();
    Settings.Sockets sockets = settings.sockets();
    Settings.Times times = settings.times();
    SecureRandom random = new SecureRandom();
    this.maxMessage = limits.messageMaxSize();
    this.heartbeat = times.heartbeat();
    this.streams = new StreamTimes(times.sseLifetime(), times.sseRetry());
    this.memory =
        new MemoryChannelLayer(
            new LayerSetup(group -> settings.unmatched(), limits(settings), clock.clock(), random));
    this.layer = new FaultyLayer(memory, faults, thread);
    this.connections =
        new Connections(
            List.of(thread),
            new ConnectionSettings(
                limits.connections(),
                limits.writeMaxSize(),
                times.heartbeat(),
                new SocketBounds(
                    sockets.replies(),
                    sockets.replyBytes(),
                    sockets.requests(),
                    sockets.requestBytes(),
                    sockets.requestTotal(),
                    sockets.lifetime()),
                new PendingBounds(limits.pendingBytes(), limits.pendingTotal()),
                times.stopSpread()),
            thread,
            random);
    this.sender = new LayerSender(layer, limits.messageMaxSize(), json);
    this.sessions =
        new ConsumerSessions(
            new ConsumerSettings(
                settings.consumers().threads(),
                settings.consumers().slow(),
                limits.messageMaxSize(),
                settings.consumers().grace(),
                times.heartbeat().multipliedBy(2)),
            connections,
            layer,
            sender,
            json,
            Shared.VALIDATION,
            thread,
            thread,
            thread,
            clock.clock(),
            random,
            streams,
            failures,
            CallbackTraces.NONE);
    sender.open(new Users(layer, List.of(users())), afterCommit(limits.messageMaxSize()));
    thread.after(TICK, this::tick);
  }

  /** There are no transactions, so that all is sent at once. */
  private SentAfterCommit afterCommit(int maxSize) {
    return new SentAfterCommit(
        sender,
        json,
        maxSize,
        SentAfterCommit.Step::send,
        failed -> failures.tell(Sender.class, "afterCommit", failed.what(), failed.failure()));
  }

  /** Ends all connections of a user, as {@link Sender#end} does. */
  void end(String user, Ended why) {
    users().end(user, null, why);
  }

  /** The connections of users, which end before the test goes on. */
  private UserConnections users() {
    UserConnections all = sessions.users();
    return new UserConnections() {
      @Override
      public int count(String user) {
        return all.count(user);
      }

      @Override
      public List<ChannelName> channels(String user) {
        return all.channels(user);
      }

      @Override
      public int end(String user, @Nullable Principal login, Ended why) {
        int count = all.count(user);
        thread.run(() -> all.end(user, login, why));
        return count;
      }
    };
  }

  /** The login of a user expires at this time, on each connection that it has or will have. */
  void expire(String user, Instant at) {
    expiries.put(user, at);
    thread.run(() -> sessions.logins().expire(user, at));
  }

  /** Rules of the settings ask for these roles. */
  void ruledBy(List<String> roles) {
    rolesOfRules.addAll(roles);
  }

  /** Returns the roles that may be asked for on a route, as a server does. */
  Set<String> roles(ConsumerType type) {
    Set<String> roles = new HashSet<>(rolesOfRules);
    roles.addAll(type.roles());
    return roles;
  }

  /** Returns when the login of a user expires; null if that is not known. */
  @Nullable Instant expiry(@Nullable String user) {
    return user == null ? null : expiries.get(user);
  }

  private static LayerLimits limits(Settings settings) {
    Settings.Idempotency idempotency = settings.idempotency();
    return new LayerLimits(
        settings.limits().logTotal(),
        settings.mailbox().count(),
        settings.mailbox().bytes(),
        new LayerLimits.Keys(idempotency.keys(), idempotency.bytes(), idempotency.age()));
  }

  private void tick() {
    thread.after(TICK, this::tick);
    memory.tick();
    connections.tick();
    sessions.tick();
    wires.removeIf(wire -> wire.ended() != null);
    List.copyOf(wires).forEach(TestWire::second);
  }

  /** A new wire to a client, see {@link TestWire#TestWire}. */
  TestWire wire(Consumer<Payload> arrives, Consumer<Ended> closed) {
    TestWire wire = new TestWire(arrives, closed);
    wires.add(wire);
    return wire;
  }

  /** Throws the problem with which a further connection is refused, if there are too many. */
  void requireRoom() {
    Ended refusal = connections.refusal();
    if (refusal != null) {
      throw refusal.problem().thrown();
    }
  }

  /** Ends all connections, as a server does that stops. */
  void stop() {
    faults.works();
    thread.run(connections::stop);
    thread.run(sessions::stop);
    thread.run(connections::cutOff);
  }
}
