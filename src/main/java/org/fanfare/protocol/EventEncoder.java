package org.fanfare.protocol;

import java.time.Duration;
import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;

/** Encodes outgoing content as Server-Sent Events. Safe for use by any thread. */
public final class EventEncoder extends EventStreamEncoder {
  private static final Encoded INTERRUPTED = Encoded.text(Events.INTERRUPTED);
  private static final Encoded RESUMED = Encoded.text(Events.RESUMED);

  /**
   * Creates an encoder.
   *
   * @param retry the default delay after which a client comes back
   */
  public EventEncoder(Duration retry) {
    super(retry);
  }

  @Override
  public Encoded hello(Outgoing.Hello hello) {
    return Encoded.utf8(Events.opening(retry(), hello.cursor()));
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
  public Encoded interruption(Outgoing.Interruption interruption) {
    return interruption.begins() ? INTERRUPTED : RESUMED;
  }
}
