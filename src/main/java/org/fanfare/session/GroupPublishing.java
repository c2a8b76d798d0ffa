package org.fanfare.session;

import java.util.concurrent.CompletionStage;
import org.fanfare.connection.Answer;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.protocol.MessageParser;
import org.fanfare.publish.Permit;
import org.fanfare.publish.Publisher;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what one request sends to the groups of its URL, whole or line by line. Safe for use by
 * any thread; nothing blocks.
 */
public final class GroupPublishing {
  private final Permit permit;
  private final Publisher publisher;
  private final MediaType type;
  private final @Nullable String key;

  GroupPublishing(Permit permit, Publisher publisher, MediaType type, @Nullable String key) {
    this.permit = permit;
    this.publisher = publisher;
    this.type = type;
    this.key = key;
  }

  /**
   * Makes a message of content, or throws a {@link ProblemException} that says what is wrong with
   * it.
   *
   * @param maxSize the most bytes that it may have
   */
  public Message message(byte[] content, int maxSize) {
    return MessageParser.message(type, content, maxSize);
  }

  /** Publishes the one message of the request; the stage never fails, on any thread. */
  public CompletionStage<Answer> publish(Message message) {
    return publish(message, key);
  }

  /** Publishes the message of a line, counted from 1; the stage never fails, on any thread. */
  public CompletionStage<Answer> publishLine(Message message, long number) {
    return publish(message, key == null ? null : key + "/" + number);
  }

  private CompletionStage<Answer> publish(Message message, @Nullable String once) {
    return publisher.publish(permit, message, once);
  }

  /** Counts a refusal that the client is told. */
  public void refused(Problem problem) {
    publisher.refused(permit.caller(), permit.groups(), problem);
  }
}
