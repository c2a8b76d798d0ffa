package org.fanfare.consumer.run;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionProfile;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outlet;
import org.fanfare.connection.Pool;
import org.fanfare.log.Cursor;
import org.fanfare.protocol.Encoder;
import org.fanfare.session.SocketOpening;
import org.fanfare.session.SocketSession;
import org.fanfare.session.Subscriptions;
import org.fanfare.threads.Schedule;

/**
 * A connection whose consumer has accepted it, and whose transport is about to open. Safe for use
 * by any thread; nothing blocks.
 *
 * <p>A transport that does not open in time is given up, so that the consumer learns of the end of
 * every connection that it has accepted.
 */
public final class Accepted implements SocketOpening {
  private final Services services;
  private final ConsumerConnection connection;
  private final ClientLink link;
  private final Encoder sockets;
  private final Encoder streams;
  private final Schedule.Pending givenUp;

  Accepted(
      Services services,
      ConsumerConnection connection,
      ClientLink link,
      Encoder sockets,
      Encoder streams) {
    this.services = services;
    this.connection = connection;
    this.link = link;
    this.sockets = sockets;
    this.streams = streams;
    this.givenUp = services.schedule().after(services.settings().opening(), this::abandon);
  }

  @Override
  public Set<String> subprotocols() {
    return connection.scope().subprotocol().map(Set::of).orElse(Set.of());
  }

  @Override
  public CompletionStage<?> ready() {
    return CompletableFuture.completedFuture(null); // its groups have their places already
  }

  @Override
  public SocketSession open(String subprotocol, Function<Encoder, Outlet> outlet) {
    ConnectionTimes times =
        new ConnectionTimes(services.connections().settings().heartbeat(), null);
    ClientConnection client = begin(ConnectionProfile.BARE, outlet.apply(sockets), times, x -> {});
    return new SocketSession(
        client,
        new ConsumerInbox(connection, services.settings().maxMessage()),
        services.connections().callers().open(connection.request().whose(), Pool.BEGUN_BYTES));
  }

  /**
   * Begins a stream of events.
   *
   * @param attached is given the connection before anything is written, to tell it of the end
   */
  public void stream(
      ConnectionTimes times,
      Function<Encoder, Outlet> outlet,
      Consumer<ClientConnection> attached) {
    begin(ConnectionProfile.PLAIN_STREAM, outlet.apply(streams), times, attached);
  }

  private ClientConnection begin(
      ConnectionProfile profile,
      Outlet outlet,
      ConnectionTimes times,
      Consumer<ClientConnection> attached) {
    givenUp.cancel();
    ClientConnection client =
        services.connections().connect(profile, outlet, times, link, connection.request().whose());
    attached.accept(client);
    Ended ending = link.open(client);
    connection
        .groups()
        .opened(client, Cursor.empty(), () -> true)
        .whenComplete(
            (readers, failure) -> {
              if (failure != null) {
                client.close(
                    Ended.of(Subscriptions.problem(failure)), services.connections().retry());
                return;
              }
              client.start(readers, null, ending, connection.groups()::isRelayed);
            });
    connection.callbacks().start();
    return client;
  }

  @Override
  public void abandon() {
    givenUp.cancel();
    link.abandon();
  }
}
