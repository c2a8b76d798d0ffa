package org.fanfare.transport.websocket;

import jakarta.websocket.Session;
import org.fanfare.connection.Outgoing;

/** Writes the JSON frames of the subprotocol {@code fanfare}. */
final class FramedOutlet extends SocketOutlet {
  private final JsonFrames frames;

  FramedOutlet(Session session, Sockets sockets) {
    super(session, sockets);
    this.frames = new JsonFrames(sockets.connections().settings().heartbeat());
  }

  @Override
  public void write(Outgoing outgoing, Written written) {
    if (outgoing instanceof Outgoing.Heartbeat) {
      String beat = frames.of(outgoing);
      sendPing(
          ready -> {
            if (ready) {
              sendText(beat, written);
            } else {
              written.done(false);
            }
          });
    } else if (outgoing instanceof Outgoing.Refusal) {
      written.done(true); // the close frame says it
    } else {
      sendText(frames.of(outgoing), written);
    }
  }
}
