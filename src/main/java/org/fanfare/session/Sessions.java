package org.fanfare.session;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.fanfare.connection.CallerShares;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionProfile;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Connections;
import org.fanfare.connection.ConnectionsByUser;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outlet;
import org.fanfare.connection.Pool;
import org.fanfare.connection.Whose;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.Reader;
import org.fanfare.message.MediaType;
import org.fanfare.protocol.BareEncoder;
import org.fanfare.protocol.Encoder;
import org.fanfare.protocol.EventEncoder;
import org.fanfare.protocol.FanfareEncoder;
import org.fanfare.protocol.PollEncoder;
import org.fanfare.publish.Publisher;
import org.fanfare.publish.Rights;
import org.fanfare.security.Caller;
import org.fanfare.status.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Begins the sessions of the group URL, for admitted requests. Safe for use by any thread; nothing
 * blocks.
 */
public final class Sessions {
  private final Connections connections;
  private final CallerConnections callers;
  private final ChannelLayer layer;
  private final Publisher publisher;
  private final Rights rights;
  private final Subscriptions subscriptions;
  private final int maxSize;
  private final HeldTotal total;
  private final StreamTimes times;
  private final RandomGenerator random;
  private final Encoders encoders;
  private final Encoder bare = new BareEncoder();
  private final Encoder framed;
  private final Encoder events;
  private final Encoder answer = new PollEncoder();

  /**
   * Creates the sessions of a node.
   *
   * @param byUser is told of the connections of users
   * @param maxSize the maximum size of a message that a WebSocket's client sends, in bytes
   * @param total counts the messages that wait until what their client reads is open
   * @param random makes streams end at different times
   * @param encoders those that the application supplies
   */
  public Sessions(
      Connections connections,
      ConnectionsByUser byUser,
      ChannelLayer layer,
      Publisher publisher,
      Rights rights,
      int maxSize,
      HeldTotal total,
      StreamTimes times,
      RandomGenerator random,
      Encoders encoders) {
    this.encoders = encoders;
    this.connections = connections;
    this.callers = new CallerConnections(connections, byUser);
    this.layer = layer;
    this.publisher = publisher;
    this.rights = rights;
    this.subscriptions = new Subscriptions(layer);
    this.maxSize = maxSize;
    this.total = total;
    this.times = times;
    this.random = random;
    this.framed = new FanfareEncoder(connections.settings().heartbeat(), maxSize);
    this.events = new EventEncoder(times.retry());
  }

  /**
   * Returns a delay in milliseconds after which a client that is refused temporarily should come
   * back.
   */
  public long retry() {
    return connections.retry();
  }

  /** Returns what each caller has of what all share. */
  public CallerShares callers() {
    return connections.callers();
  }

  /** Returns the encoders that the application supplies. */
  public Encoders encoders() {
    return encoders;
  }

  /**
   * Returns what a request for a WebSocket opens.
   *
   * @param starts where it begins, known now or soon
   */
  public SocketOpening opening(GroupRequest.Read read, CompletionStage<StartPositions> starts) {
    return new SocketOpening() {
      @Override
      public Set<String> subprotocols() {
        return encoders.subprotocols();
      }

      @Override
      public CompletionStage<?> ready() {
        return starts;
      }

      @Override
      public SocketSession open(String subprotocol, Function<Encoder, Outlet> outlet) {
        return socket(read, starts, subprotocol, outlet);
      }

      @Override
      public void abandon() {
        // nothing was opened for it yet
      }
    };
  }

  /**
   * Begins the session of a WebSocket.
   *
   * @param starts where it begins, known now or soon; what its client sends until then is held
   * @param subprotocol the subprotocol, one of {@link Encoders#subprotocols}; empty if there is
   *     none
   * @param outlet creates the transport's side of the connection for an encoder
   */
  public SocketSession socket(
      GroupRequest.Read read,
      CompletionStage<StartPositions> starts,
      String subprotocol,
      Function<Encoder, Outlet> outlet) {
    Encoder brought = encoders.ofSubprotocol(subprotocol);
    boolean frames = subprotocol.equals(SocketSession.SUBPROTOCOL);
    Outlet out = outlet.apply(frames ? framed : brought == null ? bare : brought);
    ConnectionProfile profile =
        frames || brought != null ? ConnectionProfile.FRAMED : ConnectionProfile.BARE;
    CallerConnections.Made made = callers.connect(read.caller(), profile, out, timesOfSocket(read));
    ClientConnection connection = made.connection();
    if (!frames) {
      CompletionStage<?> begun =
          begin(read, starts, connection, CompletableFuture.completedFuture(null));
      return session(
          connection,
          new BareInbox(read, connection, publisher, rights, maxSize),
          begun,
          read.caller());
    }
    Membership membership =
        new Membership(
            connection,
            subscriptions,
            problem -> publisher.refused(read.caller(), read.groups(), problem));
    CompletionStage<?> begun =
        begin(read, starts, connection, made.with(subscriptions.mailbox(membership)));
    return session(
        connection,
        new FramedInbox(read, connection, publisher, rights, layer, membership, maxSize),
        begun,
        read.caller());
  }

  private SocketSession session(
      ClientConnection connection, Inbox inbox, CompletionStage<?> begun, Caller caller) {
    Whose whose = new Whose(caller.bearer(), caller.isNobody());
    HeldTotal ofCaller = total.within(callers().open(whose, Pool.BEGUN_BYTES));
    return new SocketSession(
        connection,
        EarlyInbox.until(begun, inbox, connection, ofCaller),
        callers().open(whose, Pool.BEGUN_BYTES));
  }

  private CompletionStage<?> begin(
      GroupRequest.Read read,
      CompletionStage<StartPositions> starts,
      ClientConnection connection,
      CompletionStage<? extends @Nullable Mailbox> mailbox) {
    CompletionStage<List<Reader>> opened =
        starts.thenCompose(known -> subscriptions.readers(connection, read.groups(), known));
    return opened
        .thenCombine(
            mailbox,
            (readers, own) -> {
              connection.start(readers, own);
              return connection;
            })
        .whenComplete(
            (begun, failure) -> {
              if (failure != null) {
                mailbox.thenAccept(Sessions::closeIfAny);
                opened.thenAccept(readers -> readers.forEach(Reader::close));
                refuse(read, connection, Subscriptions.problem(failure));
              }
            });
  }

  private void refuse(GroupRequest.Read read, ClientConnection connection, Problem problem) {
    publisher.refused(read.caller(), read.groups(), problem);
    connection.close(Ended.of(problem), connections.retry());
  }

  private static void closeIfAny(@Nullable Mailbox mailbox) {
    if (mailbox != null) {
      mailbox.close();
    }
  }

  /**
   * Begins a stream.
   *
   * @param mediaType the media type, one of {@link Encoders#mediaTypes}; empty for Server-Sent
   *     Events
   * @param outlet creates the transport's side of the connection for an encoder
   * @param attached receives the connection before anything is written, so that it can notify the
   *     connection of its end
   */
  public void stream(
      GroupRequest.Read read,
      String mediaType,
      Function<Encoder, Outlet> outlet,
      Consumer<ClientConnection> attached) {
    ConnectionTimes life = timesOf(read, jittered(times.lifetime()));
    Encoder brought = encoders.ofMediaType(mediaType);
    read(
        read,
        ConnectionProfile.STREAM,
        life,
        outlet.apply(brought == null ? events : brought),
        attached);
  }

  /**
   * Begins a long-poll, which ends with one answer. The parameters are those of {@link #stream}.
   */
  public void poll(
      GroupRequest.Read read,
      Function<Encoder, Outlet> outlet,
      Consumer<ClientConnection> attached) {
    read(
        read,
        ConnectionProfile.POLL,
        new ConnectionTimes(read.waiting(), null),
        outlet.apply(answer),
        attached);
  }

  private void read(
      GroupRequest.Read read,
      ConnectionProfile profile,
      ConnectionTimes life,
      Outlet outlet,
      Consumer<ClientConnection> attached) {
    ClientConnection connection =
        callers.connect(read.caller(), profile, outlet, life).connection();
    attached.accept(connection);
    subscriptions
        .readers(connection, read.groups(), read.starts())
        .whenComplete(
            (readers, failure) -> {
              if (failure == null) {
                connection.start(readers, null);
              } else {
                refuse(read, connection, Subscriptions.problem(failure));
              }
            });
  }

  /** Returns the times of a WebSocket; a known caller is looked up again after some time. */
  private ConnectionTimes timesOfSocket(GroupRequest.Read read) {
    return read.waiting().isZero()
        ? connections.ofSocket(!read.caller().isNobody()).withLogin(read.caller().loginLasts())
        : timesOf(read, null);
  }

  /**
   * Returns the times of a connection with heartbeats, unless its client requested silence.
   *
   * @param most the maximum lifetime of the connection; null if it has none
   */
  private ConnectionTimes timesOf(GroupRequest.Read read, @Nullable Duration most) {
    ConnectionTimes times =
        read.waiting().isZero()
            ? new ConnectionTimes(connections.settings().heartbeat(), most)
            : ConnectionTimes.silentFor(read.waiting());
    return times.withLogin(read.caller().loginLasts());
  }

  /**
   * Returns a duration that is up to a tenth shorter, so that clients that came together do not
   * come back together.
   */
  private Duration jittered(Duration duration) {
    long millis = duration.toMillis();
    return Duration.ofMillis(millis - random.nextLong(millis / 10 + 1));
  }

  /**
   * Prepares the publishing of a request's body; throws an {@code invalid-key} problem if the key
   * is not valid.
   *
   * @param type the media type of the body
   * @param key the idempotency key, or null
   * @param member the name of the member of each line that is its key, or null; then there is no
   *     {@code key}
   * @param lines how lines are published
   */
  public GroupPublishing publishing(
      GroupRequest.Publish publish,
      MediaType type,
      @Nullable String key,
      @Nullable String member,
      GroupPublishing.Lines lines) {
    if (key != null) {
      Publisher.requireKey(key);
    }
    return new GroupPublishing(publish.permit(), publisher, type, key, member, lines);
  }

  /** Counts a refusal of what a request asked for. */
  public void refused(GroupRequest request, Problem problem) {
    publisher.refused(request.caller(), request.groups(), problem);
  }
}
