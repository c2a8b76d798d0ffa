package org.fanfare.transport.http;

import java.nio.charset.StandardCharsets;
import org.fanfare.consumer.run.Session;
import org.fanfare.protocol.SessionFrameParser;
import org.fanfare.protocol.SessionFrames;
import org.fanfare.status.Problem;
import org.fanfare.transport.UnfinishedMessage;

/** A body that is a frame of a session's client, and is answered with what was taken of it. */
final class SessionBody extends WholeBody {
  private final Session session;
  private final SessionFrameParser parser;

  SessionBody(
      Channel channel,
      Session session,
      SessionFrameParser parser,
      int maxSize,
      UnfinishedMessage content,
      Arrival arrival) {
    super(channel, maxSize, content, arrival);
    this.session = session;
    this.parser = parser;
  }

  @Override
  void use(byte[] whole) {
    long before = session.taken();
    long ack = session.receive(parser.read(new String(whole, StandardCharsets.UTF_8)));
    if (ack > before) {
      session.shown(); // by a message: a client acknowledges by itself
    }
    session.told(ack);
    answer(SessionFrames.ack(ack));
  }

  /** A refusal, too, says what was taken: the client sends from there. */
  @Override
  String members() {
    return "\"ack\":" + session.taken();
  }

  /** The filter counts what it refuses by itself; here nothing more is to be told. */
  @Override
  void refused(Problem problem) {}
}
