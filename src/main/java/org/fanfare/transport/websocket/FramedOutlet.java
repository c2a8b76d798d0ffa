package org.fanfare.transport.websocket;

import jakarta.websocket.Session;
import org.fanfare.connection.Outgoing;

/** Writes the JSON frames of the subprotocol {@code fanfare}. */
final class FramedOutlet extends SocketOutlet {
  private final JsonFrames frames;

  FramedOutlet(Session session, Sockets sockets) {
    super(session, sockets);
    this.frames = JsonFrames.of(sockets);
  }

  @Override
  public long write(Outgoing outgoing, Written written) {
    if (outgoing instanceof Outgoing.Heartbeat heartbeat) {
      String beat = frames.of(outgoing);
      sendPing(
          heartbeat.mark(),
          ready -> {
            if (ready) {
              sendText(beat, written);
            } else {
              written.done(false);
            }
          });
      return beat.length();
    } else if (outgoing instanceof Outgoing.Ping ping) {
      sendPing(ping.mark(), written);
    } else if (outgoing instanceof Outgoing.Refusal) {
      written.done(true); // the close frame says it
    } else {
      String text = frames.of(outgoing);
      sendText(text, written);
      return Math.max(text.length(), outgoing.bytes());
    }
    return 0;
  }
}
