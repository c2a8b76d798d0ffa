package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.fanfare.connection.Outgoing;
import org.fanfare.protocol.Events;
import org.fanfare.protocol.Problem;

/** Writes Server-Sent Events. */
final class StreamOutlet extends ResponseOutlet {
  private final Duration retry;

  StreamOutlet(ResponseWriter writer, Duration retry) {
    super(writer);
    this.retry = retry;
  }

  @Override
  public long write(Outgoing outgoing, Written written) {
    if (outgoing instanceof Outgoing.Hello hello) {
      byte[] opening = Events.opening(retry, hello.cursor());
      return writer().begin(StreamOutlet::events, opening, written);
    } else if (outgoing instanceof Outgoing.Run run) {
      return writer().write(run.slice().encoded(Events.SLICE), written);
    } else if (outgoing instanceof Outgoing.Delivery delivery) {
      return writer().write(events(delivery), written);
    } else if (outgoing instanceof Outgoing.Heartbeat) {
      return writer().write(Events.HEARTBEAT, written);
    } else if (outgoing instanceof Outgoing.Farewell farewell) {
      long delay = farewell.retryMillis() == 0 ? retry.toMillis() : farewell.retryMillis();
      return writer().write(Events.closing(delay), written);
    } else if (outgoing instanceof Outgoing.Refusal refusal) {
      return refuse(problem(refusal), refusal.retryMillis(), written);
    }
    written.done(true); // a stream has no channel, and is asked nothing
    return 0;
  }

  @Override
  public boolean keepsWrites() {
    return writer().keepsWrites();
  }

  private static void events(HttpServletResponse response) {
    Answers.head(response, 200, Answers.EVENTS);
    response.setHeader("X-Accel-Buffering", "no");
  }

  private static byte[] events(Outgoing.Delivery delivery) {
    Events.Writer writer = new Events.Writer(delivery.before());
    for (Outgoing.Part part : delivery.parts()) {
      if (part.gap() != null) {
        writer.gap(part.group(), part.gap(), part.afterGap());
      }
      writer.publications(part.group(), part.slice());
    }
    return writer.bytes();
  }

  /** What will pass is told in a stream, since an {@code EventSource} returns after no other. */
  private long refuse(Problem problem, long retryMillis, Written written) {
    if (problem.passes()) {
      return writer().begin(StreamOutlet::events, Events.refused(problem, retryMillis), written);
    }
    return answer(problem, retryMillis, written);
  }
}
