package org.fanfare.transport.websocket;

import org.fanfare.connection.CloseReason;
import org.fanfare.connection.Outgoing;
import org.fanfare.connection.Outlet;
import org.fanfare.log.Slice;
import org.fanfare.log.WireFormat;
import org.fanfare.protocol.SocketFrames;
import org.fanfare.rfc6455.Frame;

/** Writes messages as they are, a frame each, all that are pending in one write. */
class DirectOutlet implements Outlet {
  private final DirectSocket socket;
  private final DirectWriter writer;
  private final boolean deflates;

  /**
   * @param writer the socket's
   * @param deflates whether the client agreed on {@code permessage-deflate}
   */
  DirectOutlet(DirectSocket socket, DirectWriter writer, boolean deflates) {
    this.socket = socket;
    this.writer = writer;
    this.deflates = deflates;
  }

  @Override
  public long write(Outgoing outgoing, Written written) {
    if (outgoing instanceof Outgoing.Run run) {
      return send(run.slice(), SocketFrames.BARE_SLICE, SocketFrames.BARE_SLICE_DEFLATED, written);
    } else if (outgoing instanceof Outgoing.Delivery delivery) {
      return send(
          SocketFrames.joined(
              delivery.publications(), deflates ? SocketFrames.BARE_DEFLATED : SocketFrames.BARE),
          written);
    } else if (outgoing instanceof Outgoing.Heartbeat beat) {
      return send(Frame.ping(beat.mark()), written);
    } else if (outgoing instanceof Outgoing.Ping ping) {
      return send(Frame.ping(ping.mark()), written);
    }
    written.done(true); // a bare socket is told nothing else: the close frame says the rest
    return 0;
  }

  final long send(
      Slice slice,
      WireFormat<Slice, byte[]> plain,
      WireFormat<Slice, byte[]> deflated,
      Written written) {
    return send(slice.encoded(deflates ? deflated : plain), written);
  }

  final long send(byte[] frames, Written written) {
    writer.write(frames, written);
    return frames.length;
  }

  @Override
  public final void close(CloseReason reason) {
    socket.end(reason);
  }
}
