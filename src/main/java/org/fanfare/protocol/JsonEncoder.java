package org.fanfare.protocol;

import java.util.List;
import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;
import org.fanfare.status.Problem;

/**
 * The common part of the encoders of the subprotocol {@code fanfare} and of polls. Safe for use by
 * any thread.
 */
abstract class JsonEncoder implements Encoder {
  @Override
  public final String contentType() {
    return "application/json";
  }

  @Override
  public final Encoded publications(Outgoing.Publications told) {
    return told.slice().encoded(FanfareFrames.RUN);
  }

  @Override
  public final Encoded delivery(Outgoing.Delivery delivery) {
    return Encoded.text(
        FanfareFrames.delivery(delivery.after(), delivery.gaps(), delivery.publications()));
  }

  @Override
  public final Encoded sessionOpened(Outgoing.SessionOpened opened) {
    return Encoded.NOTHING; // this protocol has no sessions
  }

  @Override
  public final Encoded numbered(Outgoing.Numbered numbered) {
    return Encoded.NOTHING; // this protocol has no sessions
  }

  @Override
  public final Encoded messages(Outgoing.Messages sent) {
    return Encoded.NOTHING; // no code of an application sends in these protocols
  }

  @Override
  public final Encoded heartbeat(Outgoing.Heartbeat beat) {
    return Encoded.text(FanfareFrames.delivery(beat.cursor(), List.of(), List.of()));
  }

  @Override
  public final Encoded refused(Problem problem, long retryMillis) {
    return Encoded.NOTHING;
  }
}
