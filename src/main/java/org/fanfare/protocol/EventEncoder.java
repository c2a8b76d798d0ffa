package org.fanfare.protocol;

import java.time.Duration;
import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;
import org.fanfare.status.Problem;

/** Encodes outgoing content as Server-Sent Events. Safe for use by any thread. */
public final class EventEncoder implements Encoder {
  private static final Encoded HEARTBEAT = Encoded.utf8(Events.HEARTBEAT);
  private static final Encoded INTERRUPTED = Encoded.text(Events.INTERRUPTED);
  private static final Encoded RESUMED = Encoded.text(Events.RESUMED);

  private final Duration retry;

  /**
   * Creates an encoder.
   *
   * @param retry the default delay after which a client comes back
   */
  public EventEncoder(Duration retry) {
    this.retry = retry;
  }

  @Override
  public String contentType() {
    return "text/event-stream";
  }

  @Override
  public Encoded hello(Outgoing.Hello hello) {
    return Encoded.utf8(Events.opening(retry, hello.cursor()));
  }

  @Override
  public Encoded publications(Outgoing.Publications told) {
    return told.slice().encoded(Events.RUN);
  }

  @Override
  public Encoded delivery(Outgoing.Delivery delivery) {
    Events.Writer writer = new Events.Writer(delivery.before());
    for (Outgoing.Part part : delivery.parts()) {
      if (part.gap() != null) {
        writer.gap(part.group(), part.gap(), part.afterGap());
      }
      writer.publications(part.group(), part.slice());
    }
    return Encoded.utf8(writer.bytes());
  }

  @Override
  public Encoded sessionOpened(Outgoing.SessionOpened opened) {
    return Encoded.NOTHING; // this protocol has no sessions
  }

  @Override
  public Encoded numbered(Outgoing.Numbered numbered) {
    return Encoded.NOTHING; // this protocol has no sessions
  }

  @Override
  public Encoded messages(Outgoing.Messages sent) {
    return Encoded.utf8(Events.messages(sent.messages()));
  }

  @Override
  public Encoded channelMessage(Outgoing.ChannelMessage sent) {
    return Encoded.NOTHING; // a stream has no channels
  }

  @Override
  public Encoded reply(Outgoing.Reply reply) {
    return Encoded.NOTHING; // a stream has no replies
  }

  @Override
  public Encoded interruption(Outgoing.Interruption interruption) {
    return interruption.begins() ? INTERRUPTED : RESUMED;
  }

  @Override
  public Encoded heartbeat(Outgoing.Heartbeat beat) {
    return HEARTBEAT;
  }

  @Override
  public Encoded farewell(Outgoing.Farewell farewell) {
    long delay = farewell.retryMillis() == 0 ? retry.toMillis() : farewell.retryMillis();
    return Encoded.utf8(Events.closing(delay));
  }

  /**
   * Reports a temporary problem in a stream, because an {@code EventSource} reconnects only after a
   * stream.
   */
  @Override
  public Encoded refused(Problem problem, long retryMillis) {
    return problem.passes() ? Encoded.utf8(Events.refused(problem, retryMillis)) : Encoded.NOTHING;
  }
}
