package org.fanfare.connection;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.MailboxOwner;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Position;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.threads.Workers;

/** Connections over an embedded layer, with workers and clocks in the test's hand. */
final class ConnectionRig {
  static final GroupName GROUP = new GroupName("demo.board");
  static final GroupName OTHER = new GroupName("demo.other");
  static final Duration HEARTBEAT = Duration.ofSeconds(25);
  static final Duration SPREAD = Duration.ofSeconds(10);
  static final int WRITE_BYTES = 1000;
  static final int MAX_REPLIES = 3;

  final Workers workers = new Workers();
  final LayerRig memory;
  final Connections connections;
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // a ticker may wrap

  ConnectionRig() {
    this(Policies.ROOMY);
  }

  ConnectionRig(GroupPolicy policy) {
    this(policy, new PendingBounds(1 << 19, 1 << 24));
  }

  ConnectionRig(GroupPolicy policy, PendingBounds bounds) {
    this(policy, bounds, SocketLimits.replies(MAX_REPLIES));
  }

  ConnectionRig(SocketBounds sockets) {
    this(Policies.ROOMY, new PendingBounds(1 << 19, 1 << 24), sockets);
  }

  private ConnectionRig(GroupPolicy policy, PendingBounds bounds, SocketBounds sockets) {
    memory = MemoryRigs.rig(policy);
    connections =
        new Connections(
            Collections.nCopies(2, workers),
            new ConnectionSettings(10, WRITE_BYTES, HEARTBEAT, sockets, bounds, SPREAD),
            nanos::get,
            new Random(1));
  }

  /** A connection that has begun, and reads groups from now. */
  ClientConnection connect(ConnectionProfile profile, Outlet outlet, GroupName... groups) {
    return connect(profile, outlet, new Start.Now(), groups);
  }

  ClientConnection connect(
      ConnectionProfile profile, Outlet outlet, Start start, GroupName... groups) {
    ClientConnection connection = open(profile, outlet, null);
    start(connection, start, groups);
    return connection;
  }

  /** A connection that has not begun. */
  ClientConnection open(ConnectionProfile profile, Outlet outlet, Duration end) {
    return connections.connect(profile, outlet, new ConnectionTimes(HEARTBEAT, end));
  }

  void start(ClientConnection connection, Start start, GroupName... groups) {
    List<Reader> readers =
        List.of(groups).stream().map(group -> reader(connection, group, start)).toList();
    connection.start(readers, null);
    workers.run();
  }

  Reader reader(ClientConnection connection, GroupName group, Start start) {
    return LayerRig.done(memory.layer().open(group, start, connection.shard(), connection::drain));
  }

  Mailbox mailbox(ClientConnection connection) {
    return LayerRig.answer(
        memory
            .layer()
            .openMailbox(
                new MailboxOwner() {
                  @Override
                  public void arrived() {
                    connection.shard().execute(connection::drain);
                  }

                  @Override
                  public void added(GroupName group, Position from) {}

                  @Override
                  public void removed(GroupName group) {}
                }));
  }

  /** Publishes texts, and lets everybody work. */
  void publish(GroupName group, String... texts) {
    for (String text : texts) {
      memory.publish(group, text);
    }
    workers.run();
  }

  /** The client has taken the write that is outstanding; then everybody works. */
  void take(FakeOutlet outlet) {
    outlet.take();
    workers.run();
  }

  /** Time passes, and the timer ticks. */
  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    connections.tick();
    workers.run();
  }
}
