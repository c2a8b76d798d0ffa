package org.fanfare.connection;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.fanfare.log.Slice;
import org.fanfare.threads.Shard;
import org.fanfare.threads.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * All connections of a node: their maximum number, their heartbeats, and their end.
 *
 * <p>Safe for use by any thread. A timer must call {@link #tick} several times per heartbeat.
 */
public final class Connections {
  private final List<Share> shares;
  private final ConnectionSettings settings;
  private final Ticker ticker;
  private final RandomGenerator random;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger total = new AtomicInteger();
  private final Map<Transport, AtomicInteger> counts = new EnumMap<>(Transport.class);
  private final PendingTotal pending;
  private final LongAdder delivered = new LongAdder();
  private final LongAdder gaps = new LongAdder();
  private final LongAdder replies = new LongAdder();
  private final WaitingRequests.Total requests;
  private volatile boolean stopping;

  /**
   * Creates the set of connections, which is empty.
   *
   * @param threads run the tasks of the shards. For each element there is a shard with its share of
   *     the connections; an executor may occur several times
   */
  public Connections(
      List<? extends Executor> threads,
      ConnectionSettings settings,
      Ticker ticker,
      RandomGenerator random) {
    this.shares =
        threads.stream().map(thread -> new Share(new ShardConnections(new Shard(thread)))).toList();
    this.settings = settings;
    this.ticker = ticker;
    this.random = random;
    this.requests = new WaitingRequests.Total(settings.sockets().requestTotal());
    this.pending = new PendingTotal(settings.pending(), random);
    for (Transport transport : Transport.values()) {
      counts.put(transport, new AtomicInteger());
    }
  }

  /** Returns the times and bounds of all connections. */
  public ConnectionSettings settings() {
    return settings;
  }

  /** Returns a shard, for work that needs one and belongs to no connection. */
  public Shard shard() {
    return shares.get(0).shardConnections.shard();
  }

  /**
   * Returns why the node currently accepts no further connection; null if it accepts one. Even then
   * {@link #connect} may refuse a moment later.
   */
  public @Nullable Ended refusal() {
    if (stopping) {
      return Ended.STOPPING;
    }
    return total.get() < settings.max() ? null : Ended.FULL;
  }

  /**
   * Accepts a connection, which counts from now until it ends.
   *
   * <p>If the maximum number was exceeded or the node began to stop meanwhile, the connection is
   * returned, but is closed at once with that reason.
   */
  public ClientConnection connect(ConnectionProfile profile, Outlet outlet, ConnectionTimes times) {
    return connect(profile, outlet, times, ConnectionOwner.NONE);
  }

  /** Accepts a connection that serves code besides its client. */
  public ClientConnection connect(
      ConnectionProfile profile, Outlet outlet, ConnectionTimes times, ConnectionOwner owner) {
    Share share = shares.get(Math.floorMod(next.getAndIncrement(), shares.size()));
    ShardConnections shardConnections = share.shardConnections;
    Liveness liveness = new Liveness(ticker, times, settings.heartbeat().toNanos());
    ClientConnection connection =
        new ClientConnection(
            profile,
            outlet,
            shardConnections.shard(),
            shardConnections.shared(),
            settings,
            liveness,
            pending,
            share,
            owner);
    int now = count(profile, 1);
    shardConnections.shard().execute(() -> shardConnections.add(connection));
    if (stopping) {
      connection.close(Ended.STOPPING, retry());
    } else if (now > settings.max()) {
      connection.close(Ended.FULL, retry());
    }
    return connection;
  }

  private int count(ConnectionProfile profile, int change) {
    counter(profile.transport()).addAndGet(change);
    return total.addAndGet(change);
  }

  /** The connections of one shard; counts their deliveries and ends. */
  private final class Share implements ConnectionListener {
    private final ShardConnections shardConnections;

    Share(ShardConnections shardConnections) {
      this.shardConnections = shardConnections;
    }

    @Override
    public void delivered(ClientConnection connection, Outgoing what) {
      if (what instanceof Outgoing.Publications run) {
        delivered.add(run.slice().publications().size());
      } else if (what instanceof Outgoing.Delivery delivery) {
        for (Outgoing.Part part : delivery.parts()) {
          Slice slice = part.slice();
          delivered.add(slice == null ? 0 : slice.publications().size());
          gaps.add(part.gap() == null ? 0 : 1);
        }
      }
    }

    @Override
    public void repliesWait(long bytes) {
      replies.add(bytes);
    }

    @Override
    public WaitingRequests requests() {
      return new WaitingRequests(settings.sockets(), requests);
    }

    @Override
    public void ended(ClientConnection connection, Ended reason) {
      shardConnections.remove(connection);
      count(connection.profile(), -1);
    }
  }

  /** Checks the time-outs and heartbeats of all connections, on their shards. */
  public void tick() {
    shares.forEach(share -> share.shardConnections.tick());
  }

  /** Asks every client to reconnect, each after a random delay, and accepts no more connections. */
  public void stop() {
    stopping = true;
    forEach(c -> c.finish(Ended.STOPPING, retry()));
  }

  /**
   * Accepts no more connections, and asks the clients of those that are there to reconnect, which a
   * proxy leads to another node by then: not all at once, but as many in each part of {@code over}.
   * Asked again, what is left has the new time.
   */
  public void drain(Duration over) {
    stopping = true;
    long until = ticker.nanos() + over.toNanos();
    shares.forEach(share -> share.shardConnections.drain(new Drain(ticker, until, this::retry)));
  }

  /** Returns whether it accepts no more connections, since the node stops or is drained. */
  public boolean isStopping() {
    return stopping;
  }

  /** Ends the connections that have not ended by themselves. */
  public void cutOff() {
    forEach(c -> c.end(Ended.STOPPING));
  }

  private void forEach(Consumer<ClientConnection> task) {
    shares.forEach(share -> share.shardConnections.ask(task));
  }

  /**
   * Returns the times of a WebSocket.
   *
   * @param isKnown whether its caller has logged in or has shown a key; then it ends after the
   *     lifetime of such WebSockets, or up to a tenth earlier, so that clients that came together
   *     do not come back together
   */
  public ConnectionTimes ofSocket(boolean isKnown) {
    if (!isKnown) {
      return new ConnectionTimes(settings.heartbeat(), null);
    }
    long millis = settings.sockets().lifetime().toMillis();
    Duration most = Duration.ofMillis(millis - random.nextLong(millis / 10 + 1));
    return new ConnectionTimes(settings.heartbeat(), most, Ended.SOCKET_LIFETIME);
  }

  /**
   * Returns a random delay in milliseconds after which a client should reconnect: at least a
   * second, and spread over {@link ConnectionSettings#spread}.
   */
  public long retry() {
    return 1000 + random.nextLong(settings.spread().toMillis() + 1);
  }

  /** Returns the number of connections. */
  public int count() {
    return total.get();
  }

  /** Returns the number of connections of one transport. */
  public int count(Transport transport) {
    return counter(transport).get();
  }

  private AtomicInteger counter(Transport transport) {
    return Objects.requireNonNull(counts.get(transport), "each transport is counted");
  }

  /**
   * Returns the bytes that connections have taken of {@link PendingBounds#total}: they were passed
   * to the server, and are not known to have left it.
   */
  public long pending() {
    return pending.taken();
  }

  /** Returns the approximate memory of the replies that wait for their clients, in bytes. */
  public long replyBytes() {
    return replies.sum();
  }

  /** Returns the approximate memory of the requests in frames that are not answered, in bytes. */
  public long requestBytes() {
    return requests.bytes();
  }

  /** Returns how often connections have begun to wait for a confirmation since the start. */
  public long waited() {
    return pending.waited();
  }

  /** Returns the number of publications passed to transports since the start. */
  public long delivered() {
    return delivered.sum();
  }

  /** Returns the number of gaps passed to transports since the start. */
  public long gaps() {
    return gaps.sum();
  }
}
