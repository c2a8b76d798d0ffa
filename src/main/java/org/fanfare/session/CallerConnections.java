package org.fanfare.session;

import java.util.concurrent.CompletionStage;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionOwner;
import org.fanfare.connection.ConnectionProfile;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Connections;
import org.fanfare.connection.ConnectionsByUser;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outlet;
import org.fanfare.connection.Whose;
import org.fanfare.layer.Mailbox;
import org.fanfare.security.Caller;
import org.fanfare.security.TicketLogin;
import org.jspecify.annotations.Nullable;

/**
 * Makes the connections of callers, of which those of users can be found by the user's name. Safe
 * for use by any thread.
 */
final class CallerConnections {
  private final Connections connections;
  private final ConnectionsByUser byUser;

  CallerConnections(Connections connections, ConnectionsByUser byUser) {
    this.connections = connections;
    this.byUser = byUser;
  }

  /**
   * A connection that was made.
   *
   * @param member its place among those of its user; null if its caller is no user
   */
  record Made(ClientConnection connection, ConnectionsByUser.@Nullable Member member) {
    /** The connection has this channel as soon as it is opened. */
    CompletionStage<Mailbox> with(CompletionStage<Mailbox> channel) {
      if (member != null) {
        channel.thenAccept(opened -> member.has(opened.name()));
      }
      return channel;
    }
  }

  /** Accepts a connection, see {@link Connections#connect}. */
  Made connect(Caller caller, ConnectionProfile profile, Outlet outlet, ConnectionTimes times) {
    Whose whose = new Whose(caller.bearer(), caller.isNobody());
    if (!caller.isUser()) {
      return new Made(
          connections.connect(profile, outlet, times, ConnectionOwner.NONE, whose), null);
    }
    TicketLogin login = caller.ticketLogin().orElse(null);
    ConnectionsByUser.Member member = byUser.member(caller.user().orElseThrow(), login);
    ClientConnection connection = connections.connect(profile, outlet, times, member, whose);
    member.is(connection);
    if (login != null && login.isOver()) { // whoever has ended it may have missed this connection
      connection.close(Ended.LOGGED_OUT, 0);
    }
    return new Made(connection, member);
  }
}
