package org.fanfare.transport.http;

import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.protocol.Intake;
import org.fanfare.protocol.Problem;
import org.fanfare.publish.Answer;
import org.fanfare.publish.Publisher;
import org.fanfare.transport.Ask;
import org.fanfare.transport.Begun;
import org.fanfare.transport.BegunTotal;
import org.jspecify.annotations.Nullable;

/** A body that is one message. */
final class PlainBody extends Body {
  private final Ask ask;
  private final MediaType type;
  private final @Nullable String key;
  private final Publisher publisher;
  private final int maxSize;
  private final long deadline;
  private final Begun content;
  private boolean published;

  PlainBody(
      Channel channel,
      Ask ask,
      MediaType type,
      @Nullable String key,
      Publisher publisher,
      int maxSize,
      Begun content,
      long deadline) {
    super(channel);
    this.ask = ask;
    this.type = type;
    this.key = key;
    this.publisher = publisher;
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
      throw Intake.tooLarge(maxSize);
    }
    content.add(bytes, 0, length);
  }

  @Override
  void paused() {
    if (!published && content.size() > 0 && !content.hold()) {
      throw BegunTotal.full();
    }
  }

  @Override
  void refused(Problem problem) {
    publisher.refused(ask.caller(), ask.groups(), problem);
  }

  @Override
  void letGo() {
    content.end();
  }

  @Override
  void ended() {
    byte[] whole = content.take();
    if (whole == null) {
      refuse(BROKE_OFF); // if it was not answered meanwhile
      return;
    }
    published = true;
    Message message = Intake.message(type, whole, maxSize);
    publisher.publish(ask.caller(), ask.groups(), message, key).thenAccept(this::answer);
  }

  private void answer(Answer answer) {
    if (answer instanceof Answer.Accepted accepted) {
      accept("{" + accepted.members() + "}", accepted.replayed());
    } else if (answer instanceof Answer.Rejected rejected) {
      refuse(rejected.problem(), rejected.json());
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
