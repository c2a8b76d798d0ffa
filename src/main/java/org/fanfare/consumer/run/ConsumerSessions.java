package org.fanfare.consumer.run;

import java.security.Principal;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.fanfare.connection.CallerPlace;
import org.fanfare.connection.Connections;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Pool;
import org.fanfare.connection.Transport;
import org.fanfare.connection.UserConnections;
import org.fanfare.consumer.CallbackTraces;
import org.fanfare.consumer.MessageValidation;
import org.fanfare.consumer.Refused;
import org.fanfare.consumer.Sender;
import org.fanfare.consumer.TypedJson;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.protocol.BareEncoder;
import org.fanfare.protocol.Encoder;
import org.fanfare.protocol.PlainEventEncoder;
import org.fanfare.session.SocketOpening;
import org.fanfare.session.StreamTimes;
import org.fanfare.session.Subscriptions;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.threads.Schedule;
import org.fanfare.threads.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Begins the connections of consumers, for requests that were admitted. Safe for use by any thread.
 * {@link #tick} must be called by a timer, each second.
 */
public final class ConsumerSessions {
  /** The subprotocol with which a WebSocket begins a session. */
  public static final String SESSION = "fanfare.session";

  /** The subprotocol with which a WebSocket goes on with a session. */
  public static final String RESUME = "fanfare.resume";

  private final Services services;
  private final RouteInstances instances;
  private final SessionTable table;
  private final Encoder sockets = new BareEncoder();
  private final Encoder streams;

  /**
   * The consumers' connections of a node.
   *
   * @param workers the container's executor, for tasks that may wait
   * @param schedule the clock of timers
   * @param clock the time of day, for logins that expire
   * @param failures is told what callbacks throw
   * @param traces shows callbacks to whoever traces them
   */
  public ConsumerSessions(
      ConsumerSettings settings,
      Connections connections,
      ChannelLayer layer,
      Sender sender,
      TypedJson json,
      MessageValidation validation,
      Executor workers,
      Schedule schedule,
      Ticker ticker,
      InstantSource clock,
      SecureRandom random,
      StreamTimes times,
      Failures failures,
      CallbackTraces traces) {
    this.services =
        new Services(
            settings,
            connections,
            layer,
            new Subscriptions(layer),
            sender,
            json,
            validation,
            new CallbackThreads(workers, settings.threads(), schedule, ticker),
            schedule,
            ticker,
            failures,
            traces,
            new SlowCallbacks(settings.slow(), ticker),
            new Logins(ticker, clock, connections.settings().max()));
    this.instances = new RouteInstances(failures);
    this.table = new SessionTable(random);
    this.streams = new PlainEventEncoder(times.retry());
  }

  /**
   * Begins a connection that lasts as long as its transport, see {@link #connect}.
   *
   * @param transport the transport that will carry the connection
   */
  public Accepted bare(
      ConsumerRoute route, RequestScope scope, Transport transport, Surroundings surroundings) {
    AtomicReference<@Nullable ClientLink> link = new AtomicReference<>();
    ConsumerConnection connection =
        connect(
            route,
            scope,
            surroundings,
            (callbacks, atEnd) -> {
              ClientLink made = new ClientLink(callbacks, atEnd, transport);
              link.set(made);
              return made;
            });
    return new Accepted(services, connection, Objects.requireNonNull(link.get()), sockets, streams);
  }

  /** Begins a session that a WebSocket will carry first, see {@link #connect}. */
  public SocketOpening socket(
      ConsumerRoute route, RequestScope scope, SessionOwner owner, Surroundings surroundings) {
    Session session = session(route, scope, owner, Transport.WEBSOCKET, surroundings);
    return new SessionOpening(services, session, session.link());
  }

  /** Begins a session that has no carrier yet, see {@link #connect}. */
  public Session session(
      ConsumerRoute route, RequestScope scope, SessionOwner owner, Surroundings surroundings) {
    return session(route, scope, owner, Transport.POLL, surroundings);
  }

  private Session session(
      ConsumerRoute route,
      RequestScope scope,
      SessionOwner owner,
      Transport transport,
      Surroundings surroundings) {
    if (table.size() >= 2L * services.connections().settings().max()) { // most are carried
      throw Ended.FULL.problem().thrown();
    }
    CallerPlace place = place(route, scope);
    String id = table.newId();
    AtomicReference<@Nullable SessionLink> link = new AtomicReference<>();
    ConsumerConnection connection;
    try {
      connection =
          connect(
              route,
              scope,
              surroundings,
              (callbacks, atEnd) -> {
                SessionLink made =
                    new SessionLink(
                        callbacks,
                        atEnd,
                        new Life(route, id, place),
                        services.schedule(),
                        services.settings().grace(),
                        transport);
                link.set(made);
                return made;
              });
    } catch (RuntimeException | Error none) {
      place.release();
      throw none;
    }
    SessionLink made = Objects.requireNonNull(link.get());
    Session session = new Session(services, id, owner, connection, made);
    table.put(session);
    connection.callbacks().start();
    made.begin();
    if (Ended.STOPPING.equals(services.connections().refusal())) {
      made.end(Ended.STOPPING); // it may have come after all others were told
      throw Ended.STOPPING.problem().thrown();
    }
    return session;
  }

  /** Takes the place of a session among those of its caller, who may have no more of them. */
  private CallerPlace place(ConsumerRoute route, RequestScope scope) {
    CallerPlace place = services.connections().callers().open(scope.whose(), Pool.SESSIONS);
    Problem refused = place.take(1);
    if (refused != null) {
      route.statistics().refused(refused.word());
      throw refused.thrown();
    }
    return place;
  }

  /** Counts what becomes of a session, and lets go of it when it is over. */
  private final class Life implements SessionLife {
    private final ConsumerRoute route;
    private final String id;
    private final CallerPlace place;

    Life(ConsumerRoute route, String id, CallerPlace place) {
      this.route = route;
      this.id = id;
      this.place = place;
    }

    @Override
    public void resumed() {
      route.statistics().wasResumed();
    }

    @Override
    public void expired() {
      route.statistics().hasExpired();
    }

    @Override
    public void over() {
      table.remove(id);
      place.release();
    }
  }

  /** Returns what a WebSocket opens that is to go on with a session. */
  public SocketOpening resumption(SessionCall call) {
    return new SessionResumption(services, table, call);
  }

  /** Returns the session of this id, if there is one at this path, and of this caller. */
  public Optional<Session> find(String id, SessionCall call) {
    return table.find(id, call);
  }

  /** Returns who opened the session of this id; null if there is none, or if a guest opened it. */
  public @Nullable Principal openedBy(String id) {
    return table.openedBy(id);
  }

  /** Returns why a session was not found: it is none, or one of another node. */
  public Problem missing(String id) {
    return table.missing(id);
  }

  /** Returns the number of sessions. */
  public int sessions() {
    return table.size();
  }

  /**
   * Makes an instance and calls its {@code connect}, on the calling thread, which must be that of
   * the request, and may be blocked by it.
   *
   * @param surroundings the contexts of later callbacks, captured on this thread
   * @throws ProblemException if the consumer refuses the client, or fails; nothing remains then
   */
  private ConsumerConnection connect(
      ConsumerRoute route, RequestScope scope, Surroundings surroundings, Link.Maker linked) {
    if (services.logins().hasRunOut(scope)) {
      route.statistics().refused(Logins.RUN_OUT.word());
      throw Logins.RUN_OUT.thrown();
    }
    Instances.Made made = instances.make(route);
    Dispatch dispatch = new Dispatch(services, route, made, surroundings);
    ConsumerConnection connection =
        new ConsumerConnection(services, route, scope, linked, dispatch);
    Problem problem = null;
    connection.begin();
    try {
      dispatch.connect(connection);
    } catch (Refused refused) {
      problem = Problem.ofApplication(refused.status(), refused.code(), refused.detail());
    } catch (ProblemException refused) {
      problem = refused.problem();
    } catch (Exception | Error failure) {
      dispatch.failed(connection, Callback.CONNECT.word(), failure);
      problem = RouteInstances.failed();
    }
    if (problem == null) {
      services.logins().confirm(connection);
      connection.accepted();
      return connection;
    }
    connection.refused();
    dispatch.destroy(connection);
    route.statistics().refused(problem.word());
    throw problem.thrown();
  }

  /** Ends all sessions, since the node stops; also those that nothing carries. */
  public void stop() {
    table.all().forEach(session -> session.link().end(Ended.STOPPING));
  }

  /**
   * Forgets the sessions, of which some wait for a client that is to be told of the end: the
   * application has ended, and a server may keep this object.
   */
  public void close() {
    table.clear();
  }

  /** Returns what makes instances. */
  public RouteInstances instances() {
    return instances;
  }

  /** Looks at the clock for callbacks that take too long. */
  public void tick() {
    services.slowCallbacks().tick();
    services.logins().tick();
  }

  /** Returns which connections belong to which login. */
  public Logins logins() {
    return services.logins();
  }

  /** Returns the connections of users. */
  public UserConnections users() {
    return new ConsumersByUser(services.logins());
  }

  /** The number of callbacks that run now. */
  public int running() {
    return services.threads().running();
  }

  /** The number of connections whose callbacks wait for a thread; about. */
  public int waiting() {
    return services.threads().waiting();
  }
}
