package org.fanfare.transport.http;

import java.util.List;
import org.fanfare.connection.Outgoing;
import org.fanfare.protocol.Frames;

/** Writes the one answer of a poll, with its exact length. */
final class PollOutlet extends ResponseOutlet {
  PollOutlet(ResponseWriter writer) {
    super(writer);
  }

  @Override
  public long write(Outgoing outgoing, Written written) {
    if (outgoing instanceof Outgoing.Run run) {
      return answer(run.slice().encoded(Frames.SLICE_BYTES), written);
    } else if (outgoing instanceof Outgoing.Delivery delivery) {
      String frame = Frames.delivery(delivery.after(), delivery.gaps(), delivery.publications());
      return answer(Answers.utf8(frame), written);
    } else if (outgoing instanceof Outgoing.Heartbeat beat) {
      String frame = Frames.delivery(beat.cursor(), List.of(), List.of());
      return answer(Answers.utf8(frame), written);
    } else if (outgoing instanceof Outgoing.Farewell farewell) {
      return answer(
          Answers.utf8(Frames.stopping(farewell.cursor(), farewell.retryMillis())), written);
    } else if (outgoing instanceof Outgoing.Refusal refusal) {
      return answer(problem(refusal), refusal.retryMillis(), written);
    }
    written.done(true); // a poll is told nothing before its answer
    return 0;
  }

  private long answer(byte[] body, Written written) {
    return writer().answer(to -> Answers.head(to, 200, Answers.JSON), body, written);
  }
}
