package org.fanfare.transport.http;

import java.nio.charset.StandardCharsets;
import org.fanfare.consumer.run.Session;
import org.fanfare.protocol.MessageParser;
import org.fanfare.protocol.SessionFrameParser;
import org.fanfare.protocol.SessionFrames;
import org.fanfare.status.Problem;
import org.fanfare.transport.UnfinishedMessage;
import org.fanfare.transport.UnfinishedTotal;

/** A body that is a frame of a session's client, and is answered with what was taken of it. */
final class SessionBody extends Body {
  private final Session session;
  private final SessionFrameParser parser;
  private final int maxSize;
  private final long deadline;
  private final UnfinishedMessage content;
  private boolean handled;

  SessionBody(
      Channel channel,
      Session session,
      SessionFrameParser parser,
      int maxSize,
      UnfinishedMessage content,
      long deadline) {
    super(channel);
    this.session = session;
    this.parser = parser;
    this.maxSize = maxSize;
    this.content = content;
    this.deadline = deadline;
  }

  @Override
  boolean ready() {
    return !handled;
  }

  @Override
  void taken(byte[] bytes, int length) {
    if (content.size() + length > maxSize) {
      throw MessageParser.tooLarge(maxSize);
    }
    content.add(bytes, 0, length);
  }

  @Override
  void paused() {
    if (!handled && content.size() > 0 && !content.hold()) {
      throw UnfinishedTotal.full();
    }
  }

  /** The filter counts what it refuses by itself; here nothing more is to be told. */
  @Override
  void refused(Problem problem) {}

  @Override
  void letGo() {
    content.end();
  }

  @Override
  void ended() {
    byte[] whole = content.take();
    if (whole == null) {
      refuse(BROKE_OFF); // unless it has been answered
      return;
    }
    handled = true;
    long ack = session.receive(parser.read(new String(whole, StandardCharsets.UTF_8)));
    session.told(ack);
    answer(SessionFrames.ack(ack));
  }

  @Override
  String members() {
    return "";
  }

  @Override
  boolean isLate(long now) {
    return !handled && now - deadline > 0;
  }
}
