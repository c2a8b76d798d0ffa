package org.fanfare.transport.websocket;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionProfile;
import org.fanfare.connection.ConnectionSettings;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Connections;
import org.fanfare.connection.ConnectionsByUser;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outgoing;
import org.fanfare.connection.Outlet;
import org.fanfare.connection.PendingBounds;
import org.fanfare.connection.SocketLimits;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;
import org.fanfare.publish.PublishRig;
import org.fanfare.session.Encoders;
import org.fanfare.session.GroupRequest;
import org.fanfare.session.Sessions;
import org.fanfare.session.SocketSession;
import org.fanfare.session.StartPositions;
import org.fanfare.session.StreamTimes;
import org.fanfare.threads.BoundedCloseExecutor;
import org.fanfare.transport.UnfinishedTotal;
import org.fanfare.transport.WritePolicies;

/** What sockets need, on the test's thread, with its clock and its workers in the test's hand. */
final class SocketRig {
  static final Duration HEARTBEAT = Duration.ofSeconds(25);
  static final int MAX_SIZE = 200;
  static final int MAX_REPLIES = 3;
  static final Duration TIMEOUT = Duration.ofSeconds(30);
  static final int BEGUN_TOTAL = 50_000;

  final PublishRig publishing = new PublishRig();
  final LayerRig memory = publishing.memory;
  final Queue<Runnable> work = new ArrayDeque<>();

  /** Whether what workers are given waits in {@link #work}. */
  boolean workersAreBusy;

  boolean workersHaveStopped;

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // a ticker may wrap
  final Connections connections =
      new Connections(
          List.of((Executor) Runnable::run),
          new ConnectionSettings(
              2,
              100_000,
              HEARTBEAT,
              SocketLimits.replies(MAX_REPLIES),
              new PendingBounds(1 << 20, 1 << 24),
              Duration.ZERO),
          nanos::get,
          new Random(1));
  final UnfinishedTotal begun = new UnfinishedTotal(BEGUN_TOTAL, TIMEOUT, nanos::get);
  final Sessions sessions =
      new Sessions(
          connections,
          new ConnectionsByUser(),
          publishing.layer,
          publishing.publisher,
          publishing.rights,
          MAX_SIZE,
          begun::take,
          new StreamTimes(HEARTBEAT, HEARTBEAT),
          new Random(1),
          Encoders.NONE);
  final SocketServices sockets =
      new SocketServices(this::work, new BoundedCloseExecutor(Runnable::run), begun);
  final Upgrade upgrade =
      new Upgrade(
          sockets, new WritePolicies(() -> Runnable::run), nanos::get, server -> true, true);

  private void work(Runnable task) {
    if (workersHaveStopped) {
      throw new RejectedExecutionException("for this test");
    }
    if (workersAreBusy) {
      work.add(task);
    } else {
      task.run();
    }
  }

  /** What somebody asks for who is nobody. */
  static GroupRequest.Read read(GroupName... groups) {
    return new GroupRequest.Read(
        List.of(groups), PublishRig.NOBODY, StartPositions.NOW, Duration.ZERO);
  }

  /** A connection that has begun. */
  ClientConnection connect(
      ConnectionProfile face, Outlet outlet, Start start, GroupName... groups) {
    ClientConnection connection =
        connections.connect(face, outlet, new ConnectionTimes(HEARTBEAT, null));
    List<Reader> readers =
        List.of(groups).stream()
            .map(
                group ->
                    LayerRig.done(
                        memory.layer().open(group, start, connection.shard(), connection::drain)))
            .toList();
    connection.start(readers, null);
    return connection;
  }

  /** The session of a bare socket. */
  SocketSession session(Outlet outlet, GroupName... groups) {
    return sessions.socket(
        read(groups),
        CompletableFuture.completedFuture(StartPositions.NOW),
        "",
        encoder -> new Unrefused(outlet));
  }

  /** An outlet of a session that begins. */
  private record Unrefused(Outlet outlet) implements Outlet {
    @Override
    public long write(Outgoing outgoing, Written written) {
      return outlet.write(outgoing, written);
    }

    @Override
    public boolean keepsWrites() {
      return outlet.keepsWrites();
    }

    @Override
    public void close(Ended reason) {
      outlet.close(reason);
    }
  }

  /** Publishes texts. */
  void publish(GroupName group, String... texts) {
    for (String text : texts) {
      memory.publish(group, text);
    }
  }

  /** Time passes, and the timer ticks. */
  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    connections.tick();
    upgrade.tick();
    begun.tick();
  }
}
