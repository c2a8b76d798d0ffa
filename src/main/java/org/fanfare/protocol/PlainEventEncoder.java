package org.fanfare.protocol;

import java.time.Duration;
import java.util.List;
import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;
import org.fanfare.log.Publication;
import org.fanfare.message.Message;

/**
 * Encodes outgoing content as Server-Sent Events that carry messages and nothing else: no ids, and
 * so no cursors. A client that comes back begins anew. Safe for use by any thread.
 */
public final class PlainEventEncoder extends EventStreamEncoder {
  /**
   * Creates an encoder.
   *
   * @param retry the default delay after which a client comes back
   */
  public PlainEventEncoder(Duration retry) {
    super(retry);
  }

  @Override
  public Encoded hello(Outgoing.Hello hello) {
    return Encoded.utf8(Events.closing(retry().toMillis()));
  }

  @Override
  public Encoded publications(Outgoing.Publications told) {
    return publications(told.slice().publications());
  }

  @Override
  public Encoded delivery(Outgoing.Delivery delivery) {
    return publications(delivery.publications());
  }

  private static Encoded publications(List<Publication> publications) {
    List<Message> messages = publications.stream().map(Publication::message).toList();
    return messages.isEmpty() ? Encoded.NOTHING : Encoded.utf8(Events.messages(messages));
  }

  /** This protocol cannot represent an interruption; no message is lost. */
  @Override
  public Encoded interruption(Outgoing.Interruption interruption) {
    return Encoded.NOTHING;
  }
}
