package org.fanfare.wire.kit;

import java.net.http.WebSocket;
import java.util.concurrent.TimeUnit;

/**
 * A bare WebSocket that lives: it takes what comes and answers pings.
 *
 * @param socket what the client gave
 */
public record BareSocket(WebSocket socket) implements AutoCloseable {
  /** Returns a socket that is open. */
  public static BareSocket open(Server server, String groups) {
    return new BareSocket(
        Http.LISTENING
            .newWebSocketBuilder()
            .buildAsync(server.socket(groups, ""), new WebSocket.Listener() {})
            .orTimeout(20, TimeUnit.SECONDS)
            .join());
  }

  @Override
  public void close() {
    socket.abort();
  }
}
