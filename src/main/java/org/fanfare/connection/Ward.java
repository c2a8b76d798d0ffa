package org.fanfare.connection;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The connections of one shard; used on that shard, but for {@link #ask}, which any thread may
 * call.
 *
 * <p>Rounds of ticks do not pile up: one that is asked for while another waits is the same one.
 */
final class Ward {
  private final Shard shard;
  private final Set<Connection> connections = new HashSet<>();
  private final AtomicBoolean ticking = new AtomicBoolean();

  Ward(Shard shard) {
    this.shard = shard;
  }

  Shard shard() {
    return shard;
  }

  void add(Connection connection) {
    connections.add(connection);
  }

  void remove(Connection connection) {
    connections.remove(connection);
  }

  void tick() {
    if (ticking.compareAndSet(false, true)) {
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
