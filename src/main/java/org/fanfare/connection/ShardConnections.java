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
final class ShardConnections {
  private final Shard shard;
  private final SharedPublications shared = new SharedPublications();
  private final Set<ClientConnection> connections = new HashSet<>();
  private final AtomicBoolean ticking = new AtomicBoolean();
  private volatile boolean empty = true;

  ShardConnections(Shard shard) {
    this.shard = shard;
  }

  Shard shard() {
    return shard;
  }

  SharedPublications shared() {
    return shared;
  }

  void add(ClientConnection connection) {
    connections.add(connection);
    empty = false;
  }

  void remove(ClientConnection connection) {
    connections.remove(connection);
    empty = connections.isEmpty();
  }

  void tick() {
    if (!empty && ticking.compareAndSet(false, true)) {
      shard.execute(
          () -> {
            ticking.set(false);
            forEach(ClientConnection::tick);
          });
    }
  }

  /** Does something with every connection, on the shard, later. */
  void ask(Consumer<ClientConnection> task) {
    shard.execute(() -> forEach(task));
  }

  private void forEach(Consumer<ClientConnection> task) {
    List.copyOf(connections).forEach(task);
  }
}
