package org.fanfare.transport.websocket;

import java.util.concurrent.Executor;
import org.fanfare.connection.Connections;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.protocol.FanfareEncoder;
import org.fanfare.publish.Publisher;
import org.fanfare.transport.BegunTotal;
import org.fanfare.transport.Opening;

/**
 * What every socket needs. Immutable; safe for use by any thread.
 *
 * @param connections takes sockets in
 * @param layer where channels are
 * @param publisher publishes what comes
 * @param workers send pings, which may wait
 * @param closers close sockets
 * @param maxSize the most bytes of a message
 * @param begun what is held of messages that are not whole
 */
public record Sockets(
    Connections connections,
    ChannelLayer layer,
    Publisher publisher,
    Executor workers,
    Closers closers,
    int maxSize,
    BegunTotal begun) {
  FanfareEncoder fanfare() {
    return new FanfareEncoder(connections.settings().heartbeat(), maxSize);
  }

  Opening opening() {
    return new Opening(layer);
  }
}
