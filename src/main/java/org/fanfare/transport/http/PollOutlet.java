package org.fanfare.transport.http;

import java.util.ArrayList;
import java.util.List;
import org.fanfare.connection.CloseReason;
import org.fanfare.connection.Outgoing;
import org.fanfare.connection.Outlet;
import org.fanfare.log.Gap;
import org.fanfare.log.Publication;
import org.fanfare.protocol.Frames;

/** Writes the one answer of a poll, with its exact length. */
final class PollOutlet implements Outlet {
  private final ResponseWriter writer;

  PollOutlet(ResponseWriter writer) {
    this.writer = writer;
  }

  @Override
  public void write(Outgoing outgoing, Written written) {
    if (outgoing instanceof Outgoing.Run run) {
      answer(run.slice().encoded(Frames.SLICE_BYTES), written);
    } else if (outgoing instanceof Outgoing.Delivery delivery) {
      List<Gap> gaps = new ArrayList<>();
      List<Publication> publications = new ArrayList<>();
      delivery.collect(gaps, publications);
      String frame = Frames.delivery(delivery.after(), gaps, publications);
      answer(Answers.utf8(frame), written);
    } else if (outgoing instanceof Outgoing.Heartbeat beat) {
      String frame = Frames.delivery(beat.cursor(), List.of(), List.of());
      answer(Answers.utf8(frame), written);
    } else if (outgoing instanceof Outgoing.Farewell farewell) {
      answer(Answers.utf8(Frames.stopping(farewell.cursor(), farewell.retryMillis())), written);
    } else {
      written.done(true); // a poll is told nothing before its answer
    }
  }

  private void answer(byte[] body, Written written) {
    writer.response().setStatus(200);
    writer.response().setContentType(Answers.JSON);
    writer.response().setContentLength(body.length);
    writer.write(body, written);
  }

  @Override
  public void close(CloseReason reason) {
    writer.complete();
  }
}
