package org.fanfare.protocol;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;
import org.fanfare.encoding.Payload;
import org.fanfare.encoding.WireFormat;
import org.fanfare.log.Cursor;
import org.fanfare.log.Gap;
import org.fanfare.log.Publication;
import org.fanfare.log.Slice;
import org.fanfare.status.Problem;

/**
 * A wire format that was made up, for clients that read one group: lines of {@code at CURSOR}, of
 * {@code OFFSET CURSOR TEXT} and of {@code missed FIRST-LAST WHY CURSOR}.
 */
@ApplicationScoped
public class MadeUpLines implements EncoderFactory, Encoder {
  private static final WireFormat<Slice, Encoded> RUN =
      new WireFormat<>(
          "made-up",
          slice -> Encoded.of(slice, Payload.text(slice, lines(slice.publications()))),
          run -> Payload.OVERHEAD);

  private static String lines(List<Publication> publications) {
    StringBuilder lines = new StringBuilder();
    for (Publication one : publications) {
      String cursor = Cursor.of(one.group(), one.position()).text();
      lines.append(one.offset()).append(' ').append(cursor).append(' ');
      lines.append(one.message().text()).append('\n');
    }
    return lines.toString();
  }

  @Override
  public String subprotocol() {
    return "made-up.lines";
  }

  @Override
  public String mediaType() {
    return "application/x-made-up-lines";
  }

  @Override
  public Encoder make() {
    return new MadeUpLines();
  }

  @Override
  public String contentType() {
    return mediaType();
  }

  @Override
  public Encoded hello(Outgoing.Hello hello) {
    return Encoded.text("at " + hello.cursor().text() + "\n");
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
    return Encoded.NOTHING; // no code of an application sends in this protocol
  }

  @Override
  public Encoded publications(Outgoing.Publications told) {
    return told.slice().encoded(RUN);
  }

  @Override
  public Encoded delivery(Outgoing.Delivery delivery) {
    StringBuilder lines = new StringBuilder();
    for (Outgoing.Part part : delivery.parts()) {
      Gap gap = part.gap();
      if (gap != null) {
        String cursor = Cursor.empty().with(part.group(), part.afterGap()).text();
        lines.append("missed ").append(gap.first()).append('-').append(gap.last());
        lines.append(' ').append(gap.reason().word()).append(' ').append(cursor).append('\n');
      }
      if (part.slice() != null) {
        lines.append(lines(part.slice().publications()));
      }
    }
    return Encoded.text(lines.toString());
  }

  @Override
  public Encoded channelMessage(Outgoing.ChannelMessage sent) {
    return Encoded.NOTHING;
  }

  @Override
  public Encoded reply(Outgoing.Reply reply) {
    return Encoded.NOTHING;
  }

  @Override
  public Encoded interruption(Outgoing.Interruption interruption) {
    return Encoded.text(interruption.begins() ? "interrupted\n" : "resumed\n");
  }

  @Override
  public Encoded heartbeat(Outgoing.Heartbeat beat) {
    return Encoded.text("at " + beat.cursor().text() + "\n");
  }

  @Override
  public Encoded farewell(Outgoing.Farewell farewell) {
    return Encoded.text("bye " + farewell.retryMillis() + "\n");
  }

  @Override
  public Encoded refused(Problem problem, long retryMillis) {
    return Encoded.NOTHING;
  }
}
