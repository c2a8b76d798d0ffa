package org.fanfare.transport.websocket;

import jakarta.websocket.Session;
import java.time.Duration;
import org.fanfare.connection.Outgoing;

/** Writes the JSON frames of the subprotocol {@code fanfare}. */
final class FramedOutlet extends SocketOutlet {
  private final JsonFrames frames;

  FramedOutlet(Session session, Closers closers, Duration heartbeat) {
    super(session, closers);
    this.frames = new JsonFrames(heartbeat);
  }

  @Override
  public void write(Outgoing outgoing, Written written) {
    if (outgoing instanceof Outgoing.Heartbeat && !sendPing()) {
      written.done(false);
    } else if (outgoing instanceof Outgoing.Refusal) {
      written.done(true); // the close frame says it
    } else {
      sendText(frames.of(outgoing), written);
    }
  }
}
