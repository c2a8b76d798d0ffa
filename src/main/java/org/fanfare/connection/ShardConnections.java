package org.fanfare.connection;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.fanfare.threads.Shard;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one shard. Used only on that shard, except for {@link #ask} and {@link #tick},
 * which any thread may call.
 *
 * <p>Rounds of ticks do not accumulate: a round that is requested while another waits is that same
 * round. While there are no connections, no round is submitted: a task may be lost while the
 * application is being deployed ({@link org.fanfare.transport.Quirk#LOSES_WORK_WHILE_IT_DEPLOYS}),
 * and then no later round would be submitted either.
 */
final class ShardConnections {
  private final Shard shard;
  private final SharedPublications shared = new SharedPublications();
  private final Set<ClientConnection> connections = new HashSet<>();
  private final AtomicBoolean ticking = new AtomicBoolean();
  private volatile boolean empty = true;
  private @Nullable Drain drain;

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
            drainSome();
            forEach(ClientConnection::tick);
          });
    }
  }

  private void drainSome() {
    Drain now = drain;
    if (now != null) {
      now.next(connections).forEach(each -> each.finish(Ended.STOPPING, now.retry()));
    }
  }

  /** Ends the connections bit by bit, from the next tick on. May be called by any thread. */
  void drain(Drain next) {
    shard.execute(() -> drain = next);
  }

  /** Runs {@code task} for every connection, later and on the shard. */
  void ask(Consumer<ClientConnection> task) {
    shard.execute(() -> forEach(task));
  }

  private void forEach(Consumer<ClientConnection> task) {
    List.copyOf(connections).forEach(task);
  }
}
