package org.fanfare.transport.websocket;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.fanfare.connection.Outgoing;
import org.fanfare.protocol.SocketFrames;
import org.fanfare.rfc6455.Frame;

/**
 * Writes the JSON frames of the subprotocol {@code fanfare}. Those that are for this connection
 * alone are never deflated.
 */
final class DirectFramedOutlet extends DirectOutlet {
  private final JsonFrames frames;

  DirectFramedOutlet(
      DirectSocket socket, DirectWriter writer, boolean deflates, JsonFrames frames) {
    super(socket, writer, deflates);
    this.frames = frames;
  }

  @Override
  public long write(Outgoing outgoing, Written written) {
    if (outgoing instanceof Outgoing.Run run) {
      return send(
          run.slice(), SocketFrames.FRAMED_SLICE, SocketFrames.FRAMED_SLICE_DEFLATED, written);
    } else if (outgoing instanceof Outgoing.Refusal) {
      written.done(true); // the close frame says it
      return 0;
    } else if (outgoing instanceof Outgoing.Ping ping) {
      return send(Frame.ping(ping.mark()), written);
    }
    byte[] frame = Frame.text(frames.of(outgoing).getBytes(StandardCharsets.UTF_8));
    return send(
        outgoing instanceof Outgoing.Heartbeat beat
            ? Frame.joined(List.of(Frame.ping(beat.mark()), frame))
            : frame,
        written);
  }
}
