package org.fanfare.boot;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.ServletContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.fanfare.admission.Admission;
import org.fanfare.api.MetricsPage;
import org.fanfare.api.NodeState;
import org.fanfare.api.PublishCalls;
import org.fanfare.api.UserCalls;
import org.fanfare.connection.ConnectionSettings;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Connections;
import org.fanfare.connection.ConnectionsByUser;
import org.fanfare.connection.PendingBounds;
import org.fanfare.connection.Users;
import org.fanfare.consumer.CallbackTraces;
import org.fanfare.consumer.LayerSender;
import org.fanfare.consumer.MessageValidation;
import org.fanfare.consumer.Plain;
import org.fanfare.consumer.TypedJson;
import org.fanfare.consumer.run.ConsumerSessions;
import org.fanfare.consumer.run.ConsumerSettings;
import org.fanfare.consumer.run.LoggedFailures;
import org.fanfare.consumer.run.LoginExpiries;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.LayerSetup;
import org.fanfare.layer.NodeLayer;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;
import org.fanfare.protocol.Events;
import org.fanfare.protocol.FanfareFrames;
import org.fanfare.publish.BatchPublisher;
import org.fanfare.publish.PublishRates;
import org.fanfare.publish.Publisher;
import org.fanfare.publish.Rights;
import org.fanfare.security.Access;
import org.fanfare.security.CookieLogins;
import org.fanfare.security.Rule;
import org.fanfare.security.Tickets;
import org.fanfare.session.Sessions;
import org.fanfare.session.StreamTimes;
import org.fanfare.session.Subscriptions;
import org.fanfare.settings.LogShares;
import org.fanfare.settings.Settings;
import org.fanfare.status.Refusals;
import org.fanfare.threads.BoundedCloseExecutor;
import org.fanfare.threads.Threads;
import org.fanfare.threads.Ticker;
import org.fanfare.transport.Quirk;
import org.fanfare.transport.UnfinishedTotal;
import org.fanfare.transport.WritePolicies;
import org.fanfare.transport.http.BodyLimits;
import org.fanfare.transport.http.BodyRequests;
import org.fanfare.transport.http.HttpAdmission;
import org.fanfare.transport.http.LoginRequests;
import org.fanfare.transport.http.ReadRequests;
import org.fanfare.transport.http.RouteRequests;
import org.fanfare.transport.http.SessionRequests;
import org.fanfare.transport.http.TicketLogins;
import org.fanfare.transport.websocket.SocketFrames;
import org.fanfare.transport.websocket.SocketServices;
import org.fanfare.transport.websocket.Upgrade;

/**
 * One running WAR: all parts, created from settings. Created once, before any request is served.
 */
final class Node {
  private static final long STOP_NANOS = 2_000_000_000L;
  private static final int MAX_REPLIES = 1000;

  final Settings settings;
  private final long evenShare;
  final Threads threads;
  final Connections connections;
  final NodeLayer nodeLayer;
  final ChannelLayer layer;
  final UnfinishedTotal begun;
  final PublishRates rates;
  final Refusals refusals;
  final BodyRequests bodies;
  final ReadRequests reading;
  final HttpAdmission httpAdmission;
  final Tickets tickets;
  final CookieLogins cookieLogins;
  final TicketLogins ticketLogins;
  final LoginRequests logins;
  final UserCalls userCalls;
  final SocketServices sockets;
  final Upgrade upgrade;
  private final BoundedCloseExecutor closers;
  private final AtomicLong toldAt = new AtomicLong();
  final TypedJson json;
  final LayerSender sender;
  final Users users;
  final MessageValidation validation;
  final LoggedFailures failures;
  final ConsumerSessions consumers;
  final RouteRequests routes;
  final NodeState state;
  final MetricsPage metrics;
  final PublishCalls publishing;
  final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /**
   * Creates a node.
   *
   * @param application what the application around Fanfare brings
   * @param managed the container's executor, for tasks that may wait
   * @param container creates the container's threads, for long-lived work
   */
  Node(Settings settings, Application application, Executor managed, ThreadFactory container) {
    this.settings = settings;
    evenShare = LogShares.even(settings);
    Ticker ticker = System::nanoTime;
    threads =
        new Threads(
            container,
            managed,
            Node.class.getClassLoader(),
            settings.workersOn(Runtime.getRuntime().availableProcessors()),
            ticker);
    refusals = new Refusals(ticker::nanos);
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    Settings.Limits limits = settings.limits();
    Settings.Times times = settings.times();

    connections =
        new Connections(
            threads.shards(),
            new ConnectionSettings(
                limits.connections(),
                limits.writeMaxSize(),
                times.heartbeat(),
                MAX_REPLIES,
                new PendingBounds(limits.pendingBytes(), limits.pendingTotal()),
                times.stopSpread()),
            CallerBounds.of(settings),
            ticker,
            random);
    nodeLayer =
        application
            .layers()
            .make(
                new LayerSetup(
                    this::policy,
                    new LayerLimits(
                        limits.logTotal(),
                        settings.mailbox().count(),
                        settings.mailbox().bytes(),
                        CallerBounds.keys(settings)),
                    clock,
                    random));
    layer = nodeLayer.layer();
    Access access = settings.access();
    tickets = new Tickets(random, clock);
    cookieLogins = new CookieLogins(random, clock);
    ticketLogins = new TicketLogins(tickets, cookieLogins, access.keys(), clock);
    ConnectionsByUser byUser = new ConnectionsByUser();
    rates = new PublishRates(settings.perCaller().publishes(), ticker::nanos);
    Publisher publisher =
        new Publisher(
            layer,
            refusals,
            ticker::nanos,
            rates,
            (wait, task) -> threads.timers().after(wait, () -> threads.blocking().execute(task)));
    Rights rights = new Rights(access.rules());
    httpAdmission =
        new HttpAdmission(
            new Admission(access, rights, refusals, connections, new Subscriptions(layer)),
            application.encoders());
    WritePolicies writing = new WritePolicies(threads::toOneClient);
    StreamTimes streams = new StreamTimes(times.sseLifetime(), times.sseRetry());
    begun =
        new UnfinishedTotal(
            UnfinishedTotal.atLeast(limits.begunTotal(), limits.messageMaxSize()),
            times.publishTimeout(),
            ticker);
    Sessions sessions =
        new Sessions(
            connections,
            byUser,
            layer,
            publisher,
            rights,
            limits.messageMaxSize(),
            begun::take,
            streams,
            random,
            application.encoders());
    reading = new ReadRequests(sessions, writing, settings.poll() == Settings.Poll.RESOURCE);
    bodies =
        new BodyRequests(
            sessions,
            new BodyLimits(
                limits.messageMaxSize(),
                times.publishTimeout(),
                times.streamIdle(),
                times.strangerIdle(),
                limits.publishing(),
                limits.leastRate()),
            ticker,
            writing,
            begun);
    closers = new BoundedCloseExecutor(threads.blocking());
    sockets = new SocketServices(threads.blocking(), closers, begun);
    upgrade =
        new Upgrade(
            sockets, writing, ticker, upgrading(settings.webSocket()), settings.webSocketDeflate());
    json = application.json();
    sender = new LayerSender(layer, limits.messageMaxSize(), json);
    validation = MessageValidation.ofApplication();
    failures = new LoggedFailures(ticker);
    consumers =
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
            validation,
            threads.blocking(),
            threads.timers(),
            ticker,
            clock,
            random,
            streams,
            failures,
            CallbackTraces.ofApplication());
    users = new Users(layer, List.of(byUser, consumers.users()));
    logins = new LoginRequests(httpAdmission, ticketLogins, cookieLogins, users);
    userCalls = new UserCalls(users, tickets, cookieLogins);
    routes =
        new RouteRequests(
            application.consumers(),
            settings.consumers().passesPlain() ? Plain.PASS : Plain.REFUSE,
            consumers,
            new SessionRequests(consumers, bodies, writing, times.heartbeat(), streams),
            httpAdmission,
            upgrade,
            writing,
            new ConnectionTimes(times.heartbeat(), times.sseLifetime()),
            application.contexts(),
            new LoginExpiries(application.expiry()));
    state =
        new NodeState(
            nodeLayer,
            connections,
            new NodeState.Bodies(bodies::count, bodies::refusedCount, rates::paced),
            new NodeState.Begun(begun::used, begun.total()),
            tickets,
            cookieLogins,
            refusals,
            ConsumerNumbers.of(consumers, application.consumers()),
            List.of(
                FanfareFrames.PUBLICATION,
                Events.PUBLICATION,
                SocketFrames.FRAME,
                SocketFrames.FRAME_DEFLATED));
    state.bindTo(registry);
    metrics = new MetricsPage(state, registry);
    publishing = new PublishCalls(layer, new BatchPublisher(publisher), limits.messageMaxSize());
  }

  /** Empties the node, see {@link Connections#drain}; sessions of consumers end at last. */
  void drain(Duration over) {
    connections.drain(over);
    threads.timers().after(over, consumers::stop);
  }

  /** Asks every client to reconnect. Idempotent. */
  void tellEveryone() {
    toldAt.compareAndSet(0, System.nanoTime());
    connections.stop(); // first: a server that stops too ends WebSockets before all else
    consumers.stop();
    bodies.stop();
  }

  /** Waits until all connections have ended, at most until two seconds after clients were asked. */
  void awaitEnd() {
    long deadline = toldAt.get() + STOP_NANOS;
    try {
      while (isBusy() && System.nanoTime() - deadline < 0) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isBusy() {
    return connections.count() + closers.count() + consumers.running() + consumers.waiting() > 0;
  }

  /**
   * Returns on which servers WebSockets are carried by the upgrade. With {@code auto}, those are
   * the servers whose handshake every client accepts as it is.
   */
  static Predicate<ServletContext> upgrading(Settings.WebSocket way) {
    return switch (way) {
      case ENDPOINT -> server -> false;
      case DIRECT -> server -> true;
      case AUTO -> server -> !Quirk.READS_ON_AFTER_UPGRADE.isOf(server);
    };
  }

  private GroupPolicy policy(GroupName group) {
    return settings
        .access()
        .rules()
        .ruleFor(group)
        .map(Rule::policy)
        .or(() -> Optional.of(settings.unmatched())) // clients were refused before
        .map(policy -> policy.share() > 0 ? policy : policy.withShare(evenShare))
        .orElseThrow();
  }
}
