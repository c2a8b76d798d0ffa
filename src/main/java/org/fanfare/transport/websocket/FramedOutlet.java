package org.fanfare.transport.websocket;

import jakarta.websocket.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.fanfare.connection.Outgoing;
import org.fanfare.log.Gap;
import org.fanfare.log.Publication;
import org.fanfare.protocol.Frames;

/** Writes the JSON frames of the subprotocol {@code fanfare}. */
final class FramedOutlet extends SocketOutlet {
  private final Duration heartbeat;

  FramedOutlet(Session session, Executor workers, Duration heartbeat) {
    super(session, workers);
    this.heartbeat = heartbeat;
  }

  @Override
  public void write(Outgoing outgoing, Written written) {
    if (outgoing instanceof Outgoing.Heartbeat && !sendPing()) {
      written.done(false);
      return;
    }
    if (outgoing instanceof Outgoing.Refusal) {
      written.done(true); // the close frame says it
      return;
    }
    sendText(frame(outgoing), written);
  }

  private String frame(Outgoing outgoing) {
    if (outgoing instanceof Outgoing.Run run) {
      return run.slice().encoded(Frames.SLICE);
    }
    if (outgoing instanceof Outgoing.Delivery delivery) {
      return delivery(delivery);
    }
    if (outgoing instanceof Outgoing.Hello hello) {
      return Frames.hello(hello.cursor(), heartbeat, hello.channel(), hello.groups());
    }
    if (outgoing instanceof Outgoing.ChannelMessage sent) {
      return Frames.message(sent.message());
    }
    if (outgoing instanceof Outgoing.Reply reply) {
      return reply.text();
    }
    if (outgoing instanceof Outgoing.Heartbeat beat) {
      return Frames.delivery(beat.cursor(), List.of(), List.of());
    }
    Outgoing.Farewell farewell = (Outgoing.Farewell) outgoing;
    return Frames.closing(
        farewell.reason().code(), farewell.reason().text(), farewell.retryMillis());
  }

  private static String delivery(Outgoing.Delivery delivery) {
    List<Gap> gaps = new ArrayList<>();
    List<Publication> publications = new ArrayList<>();
    delivery.collect(gaps, publications);
    return Frames.delivery(delivery.after(), gaps, publications);
  }
}
