package org.fanfare.protocol;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;
import org.fanfare.status.Problem;

/**
 * Encodes the frames of one session for one of its carriers: as texts of a WebSocket, as events, or
 * as the answer to a poll. Safe for use by any thread.
 */
public final class SessionEncoder implements Encoder {
  /** How frames are carried. */
  private enum Form {
    SOCKET("application/json"),
    STREAM("text/event-stream"),
    ANSWER("application/json");

    private final String type;

    Form(String type) {
      this.type = type;
    }
  }

  private final Form form;
  private final Duration heartbeat;
  private final LongSupplier ack;

  private SessionEncoder(Form form, Duration heartbeat, LongSupplier ack) {
    this.form = form;
    this.heartbeat = heartbeat;
    this.ack = ack;
  }

  /**
   * Returns the encoder for a WebSocket.
   *
   * @param heartbeat the interval of heartbeats
   * @param ack returns the number up to which the client's messages were taken
   */
  public static SessionEncoder ofSocket(Duration heartbeat, LongSupplier ack) {
    return new SessionEncoder(Form.SOCKET, heartbeat, ack);
  }

  /** Returns the encoder for a stream of events, see {@link #ofSocket}. */
  public static SessionEncoder ofStream(Duration heartbeat, LongSupplier ack) {
    return new SessionEncoder(Form.STREAM, heartbeat, ack);
  }

  /** Returns the encoder for the answer to a poll, see {@link #ofSocket}. */
  public static SessionEncoder ofPoll(Duration heartbeat, LongSupplier ack) {
    return new SessionEncoder(Form.ANSWER, heartbeat, ack);
  }

  @Override
  public String contentType() {
    return form.type;
  }

  private Encoded frame(String frame) {
    return Encoded.text(
        switch (form) {
          case SOCKET -> frame;
          case STREAM -> "data: " + frame + "\n\n";
          case ANSWER -> SessionFrames.answer(frame);
        });
  }

  @Override
  public Encoded hello(Outgoing.Hello hello) {
    return Encoded.NOTHING; // the session tells by itself where the client is
  }

  @Override
  public Encoded sessionOpened(Outgoing.SessionOpened opened) {
    return frame(
        SessionFrames.open(
            opened.id(), opened.protocol(), heartbeat, opened.grace(), opened.window()));
  }

  @Override
  public Encoded numbered(Outgoing.Numbered numbered) {
    return frame(SessionFrames.down(numbered.first(), numbered.messages(), numbered.ack()));
  }

  /** Clients of a WebSocket that are at the same position are sent the same bytes. */
  @Override
  public Encoded publications(Outgoing.Publications told) {
    Encoded shared = told.slice().encoded(FanfareFrames.RUN);
    return form == Form.SOCKET ? shared : frame(shared.payloads().get(0).text());
  }

  @Override
  public Encoded delivery(Outgoing.Delivery delivery) {
    return frame(
        FanfareFrames.delivery(delivery.after(), delivery.gaps(), delivery.publications()));
  }

  @Override
  public Encoded messages(Outgoing.Messages sent) {
    return Encoded.NOTHING; // those of a session have numbers
  }

  @Override
  public Encoded channelMessage(Outgoing.ChannelMessage sent) {
    return Encoded.NOTHING; // what is sent to a consumer's channel is for its code
  }

  @Override
  public Encoded reply(Outgoing.Reply reply) {
    return Encoded.NOTHING; // a session has no replies
  }

  @Override
  public Encoded interruption(Outgoing.Interruption interruption) {
    return frame(
        interruption.begins()
            ? FanfareFrames.interrupted(interruption.cursor())
            : FanfareFrames.delivery(interruption.cursor(), List.of(), List.of()));
  }

  @Override
  public Encoded heartbeat(Outgoing.Heartbeat beat) {
    return frame(SessionFrames.ack(ack.getAsLong()));
  }

  /** Where only the carrier ends, its own end says it: the session goes on over another. */
  @Override
  public Encoded farewell(Outgoing.Farewell farewell) {
    return switch (farewell.reason().status()) {
      case REPLACED, LIFETIME, UNAVAILABLE, TIMEOUT ->
          form == Form.ANSWER ? frame("") : Encoded.NOTHING;
      default -> closing(farewell);
    };
  }

  private Encoded closing(Outgoing.Farewell farewell) {
    return frame(
        FanfareFrames.closing(
            farewell.reason().code(), farewell.reason().text(), farewell.retryMillis()));
  }

  @Override
  public Encoded refused(Problem problem, long retryMillis) {
    return Encoded.NOTHING;
  }
}
