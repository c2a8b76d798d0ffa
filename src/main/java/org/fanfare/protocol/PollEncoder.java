package org.fanfare.protocol;

import java.util.List;
import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;

/** The one answer of a poll, as JSON. Safe for use by any thread. */
public final class PollEncoder implements Encoder {
  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public Encoded hello(Outgoing.Hello hello) {
    return Encoded.NOTHING; // a poll is told nothing before its answer
  }

  @Override
  public Encoded run(Outgoing.Run run) {
    return run.slice().encoded(Frames.RUN);
  }

  @Override
  public Encoded delivery(Outgoing.Delivery delivery) {
    return Encoded.text(
        Frames.delivery(delivery.after(), delivery.gaps(), delivery.publications()));
  }

  @Override
  public Encoded channelMessage(Outgoing.ChannelMessage sent) {
    return Encoded.NOTHING; // it has no channel
  }

  @Override
  public Encoded reply(Outgoing.Reply reply) {
    return Encoded.NOTHING; // it asks nothing
  }

  @Override
  public Encoded heartbeat(Outgoing.Heartbeat beat) {
    return Encoded.text(Frames.delivery(beat.cursor(), List.of(), List.of()));
  }

  @Override
  public Encoded farewell(Outgoing.Farewell farewell) {
    return Encoded.text(Frames.stopping(farewell.cursor(), farewell.retryMillis()));
  }

  @Override
  public Encoded refused(Problem problem, long retryMillis) {
    return Encoded.NOTHING;
  }
}
