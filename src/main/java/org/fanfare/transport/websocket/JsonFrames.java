package org.fanfare.transport.websocket;

import java.time.Duration;
import java.util.List;
import org.fanfare.connection.Outgoing;
import org.fanfare.protocol.Frames;

/**
 * The frame of the subprotocol {@code fanfare} for each thing that a connection has to tell.
 *
 * @param heartbeat the node's heartbeat, which clients are told
 * @param maxSize the most bytes of a message, which they are told too
 */
record JsonFrames(Duration heartbeat, int maxSize) {
  static JsonFrames of(Sockets sockets) {
    return new JsonFrames(sockets.connections().settings().heartbeat(), sockets.maxSize());
  }

  String of(Outgoing outgoing) {
    if (outgoing instanceof Outgoing.Run run) {
      return run.slice().encoded(Frames.SLICE);
    }
    if (outgoing instanceof Outgoing.Delivery delivery) {
      return Frames.delivery(delivery.after(), delivery.gaps(), delivery.publications());
    }
    if (outgoing instanceof Outgoing.Hello hello) {
      return Frames.hello(hello.cursor(), heartbeat, maxSize, hello.channel(), hello.groups());
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
    if (outgoing instanceof Outgoing.Farewell farewell) {
      return Frames.closing(
          farewell.reason().code(), farewell.reason().text(), farewell.retryMillis());
    }
    throw new IllegalArgumentException("no frame tells " + outgoing);
  }
}
