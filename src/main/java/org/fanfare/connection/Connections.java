package org.fanfare.connection;

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
 * All connections of a node: how many there may be, their heartbeats, and their end.
 *
 * <p>Safe for use by any thread. {@link #tick} must be called by a timer, several times in a
 * heartbeat.
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
  private volatile boolean stopping;

  /**
   * A node without connections.
   *
   * @param threads run the shards' tasks: for each there is a share of the connections. One may be
   *     named several times
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
    this.pending = new PendingTotal(settings.pending(), random);
    for (Transport transport : Transport.values()) {
      counts.put(transport, new AtomicInteger());
    }
  }

  /** The times and bounds of all connections. */
  public ConnectionSettings settings() {
    return settings;
  }

  /** A shard, for what needs one without being a connection. */
  public Shard shard() {
    return shares.get(0).shardConnections.shard();
  }

  /** Why the node takes no further connection now; null if it does. It may still refuse by then. */
  public @Nullable CloseReason refusal() {
    if (stopping) {
      return CloseReason.STOPPING;
    }
    return total.get() < settings.max() ? null : CloseReason.FULL;
  }

  /**
   * Takes a connection in; it is counted from now until it ends.
   *
   * <p>One that came in by a race, above the bound or while the node stops, is refused.
   */
  public ClientConnection connect(ConnectionProfile profile, Outlet outlet, ConnectionTimes times) {
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
            share);
    int now = count(profile, 1);
    shardConnections.shard().execute(() -> shardConnections.add(connection));
    if (stopping) {
      connection.close(CloseReason.STOPPING, retry());
    } else if (now > settings.max()) {
      connection.close(CloseReason.FULL, retry());
    }
    return connection;
  }

  private int count(ConnectionProfile profile, int change) {
    counter(profile.transport()).addAndGet(change);
    return total.addAndGet(change);
  }

  /** The connections of one shard, and what their ends and deliveries are counted by. */
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
    public void ended(ClientConnection connection, CloseReason reason) {
      shardConnections.remove(connection);
      count(connection.profile(), -1);
    }
  }

  /** Looks at the clock for every connection. */
  public void tick() {
    shares.forEach(share -> share.shardConnections.tick());
  }

  /** Tells every client to come back, each after a delay of its own, and takes no more. */
  public void stop() {
    stopping = true;
    forEach(c -> c.finish(CloseReason.STOPPING, retry()));
  }

  /** Ends what has not ended by itself. */
  public void cutOff() {
    forEach(c -> c.end(CloseReason.STOPPING));
  }

  private void forEach(Consumer<ClientConnection> task) {
    shares.forEach(share -> share.shardConnections.ask(task));
  }

  /** A delay, in milliseconds, after which a client should come back: spread over time. */
  public long retry() {
    return 1000 + random.nextLong(settings.spread().toMillis() + 1);
  }

  /** The number of connections. */
  public int count() {
    return total.get();
  }

  /** The number of connections of one transport. */
  public int count(Transport transport) {
    return counter(transport).get();
  }

  private AtomicInteger counter(Transport transport) {
    return Objects.requireNonNull(counts.get(transport), "each transport is counted");
  }

  /**
   * The bytes that connections have taken of {@link PendingBounds#total}: given to the server, and
   * not known to have left it.
   */
  public long pending() {
    return pending.taken();
  }

  /** How many times since the start connections have begun to wait for a confirmation. */
  public long waited() {
    return pending.waited();
  }

  /** The publications given to transports since the start. */
  public long delivered() {
    return delivered.sum();
  }

  /** The gaps told since the start. */
  public long gaps() {
    return gaps.sum();
  }
}
