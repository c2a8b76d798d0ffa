package org.fanfare.transport.websocket;

import org.fanfare.connection.CloseReason;
import org.fanfare.connection.Outgoing;
import org.fanfare.connection.Outlet;
import org.fanfare.protocol.SocketFrames;
import org.fanfare.rfc6455.Frame;

/** Writes messages as they are, a frame each, all that are pending in one write. */
class DirectOutlet implements Outlet {
  static final byte[] PING = Frame.ping();

  private final DirectSocket socket;

  DirectOutlet(DirectSocket socket) {
    this.socket = socket;
  }

  @Override
  public void write(Outgoing outgoing, Written written) {
    if (outgoing instanceof Outgoing.Run run) {
      send(run.slice().encoded(SocketFrames.BARE_SLICE), written);
    } else if (outgoing instanceof Outgoing.Delivery delivery) {
      send(SocketFrames.joined(delivery.publications()), written);
    } else if (outgoing instanceof Outgoing.Heartbeat) {
      send(PING, written);
    } else {
      written.done(true); // a bare socket is told nothing else: the close frame says the rest
    }
  }

  final void send(byte[] frames, Written written) {
    socket.writer().write(frames, written);
  }

  @Override
  public final void close(CloseReason reason) {
    socket.end(reason);
  }
}
