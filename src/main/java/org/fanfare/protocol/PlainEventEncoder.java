package org.fanfare.protocol;

import java.time.Duration;
import java.util.List;
import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;
import org.fanfare.log.Publication;
import org.fanfare.message.Message;
import org.fanfare.status.Problem;

/**
 * Encodes outgoing content as Server-Sent Events that carry messages and nothing else: no ids, and
 * so no cursors. A client that comes back begins anew. Safe for use by any thread.
 */
public final class PlainEventEncoder implements Encoder {
  private static final Encoded HEARTBEAT = Encoded.utf8(Events.HEARTBEAT);

  private final Duration retry;

  /**
   * Creates an encoder.
   *
   * @param retry the default delay after which a client comes back
   */
  public PlainEventEncoder(Duration retry) {
    this.retry = retry;
  }

  @Override
  public String contentType() {
    return "text/event-stream";
  }

  @Override
  public Encoded hello(Outgoing.Hello hello) {
    return Encoded.utf8(Events.closing(retry.toMillis()));
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
    return Encoded.NOTHING; // what is sent to a consumer's channel is for its code
  }

  @Override
  public Encoded reply(Outgoing.Reply reply) {
    return Encoded.NOTHING; // a stream has no replies
  }

  /** This protocol cannot represent an interruption; no message is lost. */
  @Override
  public Encoded interruption(Outgoing.Interruption interruption) {
    return Encoded.NOTHING;
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

  @Override
  public Encoded refused(Problem problem, long retryMillis) {
    return problem.passes() ? Encoded.utf8(Events.refused(problem, retryMillis)) : Encoded.NOTHING;
  }
}
