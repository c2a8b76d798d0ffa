package org.fanfare.connection;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.fanfare.threads.Shard;

/**
 * The connections of one shard; used on that shard, but for {@link #ask} and {@link #tick}, which
 * any thread may call.
 *
 * <p>Rounds of ticks do not pile up: one that is asked for while another waits is the same one. For
 * nobody there is none, since a task may be lost while the application is deployed ({@link
 * org.fanfare.transport.Quirk#LOSES_WORK_WHILE_IT_DEPLOYS}).
 */
final class Ward {
  private final Shard shard;
  private final Runs runs = new Runs();
  private final Set<Connection> connections = new HashSet<>();
  private final AtomicBoolean ticking = new AtomicBoolean();
  private volatile boolean empty = true;

  Ward(Shard shard) {
    this.shard = shard;
  }

  Shard shard() {
    return shard;
  }

  Runs runs() {
    return runs;
  }

  void add(Connection connection) {
    connections.add(connection);
    empty = false;
  }

  void remove(Connection connection) {
    connections.remove(connection);
    empty = connections.isEmpty();
  }

  void tick() {
    if (!empty && ticking.compareAndSet(false, true)) {
      shard.execute(
          () -> {
            ticking.set(false);
            forEach(Connection::tick);
          });
    }
  }

  /** Does something with every connection, on the shard, later. */
  void ask(Consumer<Connection> task) {
    shard.execute(() -> forEach(task));
  }

  private void forEach(Consumer<Connection> task) {
    List.copyOf(connections).forEach(task);
  }
}
