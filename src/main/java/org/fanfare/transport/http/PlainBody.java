package org.fanfare.transport.http;

import org.fanfare.connection.Answer;
import org.fanfare.protocol.AnswerJson;
import org.fanfare.protocol.MessageParser;
import org.fanfare.session.GroupPublishing;
import org.fanfare.status.Problem;
import org.fanfare.transport.UnfinishedMessage;
import org.fanfare.transport.UnfinishedTotal;

/** A body that is published as one message. */
final class PlainBody extends Body {
  private final GroupPublishing publishing;
  private final int maxSize;
  private final long deadline;
  private final UnfinishedMessage content;
  private boolean published;

  PlainBody(
      Channel channel,
      GroupPublishing publishing,
      int maxSize,
      UnfinishedMessage content,
      long deadline) {
    super(channel);
    this.publishing = publishing;
    this.maxSize = maxSize;
    this.content = content;
    this.deadline = deadline;
  }

  @Override
  boolean ready() {
    return !published;
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
    if (!published && content.size() > 0 && !content.hold()) {
      throw UnfinishedTotal.full();
    }
  }

  @Override
  void refused(Problem problem) {
    publishing.refused(problem);
  }

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
    published = true;
    publishing.publish(publishing.message(whole, maxSize)).thenAccept(this::answer);
  }

  private void answer(Answer answer) {
    if (answer instanceof Answer.Accepted accepted) {
      accept(AnswerJson.of(accepted), accepted.replayed());
    } else if (answer instanceof Answer.Rejected rejected) {
      refuse(rejected.problem(), AnswerJson.of(rejected));
    }
  }

  @Override
  String members() {
    return "";
  }

  @Override
  boolean isLate(long now) {
    return !published && now - deadline > 0;
  }
}
