package org.fanfare.boot;

import org.fanfare.connection.ConnectionSettings;
import org.fanfare.connection.PendingBounds;
import org.fanfare.connection.SocketBounds;
import org.fanfare.settings.Settings;

/** Reads from the settings what bounds connections. */
final class ConnectionBounds {
  private ConnectionBounds() {}

  static ConnectionSettings of(Settings settings) {
    Settings.Limits limits = settings.limits();
    Settings.Sockets sockets = settings.sockets();
    return new ConnectionSettings(
        limits.connections(),
        limits.writeMaxSize(),
        settings.times().heartbeat(),
        new SocketBounds(
            sockets.replies(),
            sockets.replyBytes(),
            sockets.requests(),
            sockets.requestBytes(),
            sockets.requestTotal(),
            sockets.lifetime()),
        new PendingBounds(limits.pendingBytes(), limits.pendingTotal()),
        settings.times().stopSpread());
  }
}
