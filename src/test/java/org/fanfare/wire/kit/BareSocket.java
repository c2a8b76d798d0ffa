package org.fanfare.wire.kit;

import java.io.IOException;

/** A bare WebSocket that lives: it takes what comes and answers pings. */
public final class BareSocket implements AutoCloseable {
  private final LiveSocket socket;

  private BareSocket(LiveSocket socket) {
    this.socket = socket;
  }

  /** Returns a socket that is open. */
  public static BareSocket open(Server server, String groups) throws IOException {
    LiveSocket socket = LiveSocket.open(server, groups, "", "");
    LiveSocket.onThread(() -> socket.read(new LiveSocket.Handler() {}));
    return new BareSocket(socket);
  }

  /** Vanishes without a word. */
  @Override
  public void close() {
    socket.kill();
  }
}
