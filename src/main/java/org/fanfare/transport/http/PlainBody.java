package org.fanfare.transport.http;

import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.protocol.Intake;
import org.fanfare.publish.Answer;
import org.fanfare.publish.Publisher;
import org.fanfare.transport.Ask;
import org.jspecify.annotations.Nullable;

/** A body that is one message. */
final class PlainBody extends Body {
  private final Ask ask;
  private final MediaType type;
  private final @Nullable String key;
  private final Publisher publisher;
  private final int maxSize;
  private final long deadline;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private boolean published;

  /** What a body needs to be read and answered. */
  record Channel(ServletInputStream in, ResponseWriter writer, long announced, Runnable over) {}

  PlainBody(
      Channel channel,
      Ask ask,
      MediaType type,
      @Nullable String key,
      Publisher publisher,
      int maxSize,
      long deadline) {
    super(channel.in, channel.writer, channel.announced, channel.over);
    this.ask = ask;
    this.type = type;
    this.key = key;
    this.publisher = publisher;
    this.maxSize = maxSize;
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
    content.write(bytes, 0, length);
  }

  @Override
  void ended() {
    published = true;
    Message message = Intake.message(type, content.toByteArray(), maxSize);
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
