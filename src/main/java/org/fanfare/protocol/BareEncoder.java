package org.fanfare.protocol;

import java.util.List;
import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;
import org.fanfare.encoding.Payload;
import org.fanfare.encoding.WireFormat;
import org.fanfare.log.Publication;
import org.fanfare.log.Slice;
import org.fanfare.message.Message;
import org.fanfare.status.Problem;
import org.jspecify.annotations.Nullable;

/** Sends the messages as they are, and nothing else. Safe for use by any thread. */
public final class BareEncoder implements Encoder {
  static final WireFormat<Publication, Payload> MESSAGE =
      new WireFormat<>("bare", BareEncoder::message, message -> Payload.OVERHEAD);

  private static final WireFormat<Slice, Encoded> RUN =
      new WireFormat<>(
          "bare-run",
          slice -> Encoded.of(slice, messages(slice.publications())),
          run -> Payload.OVERHEAD);

  @Override
  public String contentType() {
    return "application/octet-stream";
  }

  @Override
  public Encoded publications(Outgoing.Publications told) {
    return told.slice().encoded(RUN);
  }

  @Override
  public Encoded delivery(Outgoing.Delivery delivery) {
    return Encoded.of(null, messages(delivery.publications()));
  }

  private static List<Payload> messages(List<Publication> publications) {
    return publications.stream().map(publication -> publication.encoded(MESSAGE)).toList();
  }

  private static Payload message(Publication publication) {
    return payload(publication, publication.message());
  }

  private static Payload payload(@Nullable Publication source, Message message) {
    return message.kind() == Message.Kind.BYTES
        ? Payload.bytes(source, message.toBytes())
        : Payload.utf8(source, message.toBytes());
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
    return Encoded.of(null, sent.messages().stream().map(each -> payload(null, each)).toList());
  }

  @Override
  public Encoded hello(Outgoing.Hello hello) {
    return Encoded.NOTHING;
  }

  @Override
  public Encoded channelMessage(Outgoing.ChannelMessage sent) {
    return Encoded.NOTHING; // this protocol has no channels
  }

  @Override
  public Encoded reply(Outgoing.Reply reply) {
    return Encoded.NOTHING; // this protocol has no replies
  }

  /** This protocol cannot represent an interruption; no message is lost. */
  @Override
  public Encoded interruption(Outgoing.Interruption interruption) {
    return Encoded.NOTHING;
  }

  @Override
  public Encoded heartbeat(Outgoing.Heartbeat beat) {
    return Encoded.NOTHING;
  }

  @Override
  public Encoded farewell(Outgoing.Farewell farewell) {
    return Encoded.NOTHING;
  }

  @Override
  public Encoded refused(Problem problem, long retryMillis) {
    return Encoded.NOTHING;
  }
}
