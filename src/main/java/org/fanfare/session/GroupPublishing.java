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
 * Publishes the body of one request to the groups of its URL, as one message or line by line. Safe
 * for use by any thread; nothing blocks.
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
   * Creates a message from content of the request's media type; throws a {@link ProblemException}
   * if the content is not valid.
   *
   * @param maxSize the maximum size of the message in bytes
   */
  public Message message(byte[] content, int maxSize) {
    return MessageParser.message(type, content, maxSize);
  }

  /**
   * Publishes the one message of the request. The stage never fails, and may complete on any
   * thread.
   */
  public CompletionStage<Answer> publish(Message message) {
    return publish(message, key);
  }

  /**
   * Publishes the message of one line. The stage never fails, and may complete on any thread.
   *
   * @param number the number of the line, counted from 1
   */
  public CompletionStage<Answer> publishLine(Message message, long number) {
    return publish(message, key == null ? null : key + "/" + number);
  }

  private CompletionStage<Answer> publish(Message message, @Nullable String once) {
    return publisher.publish(permit, message, once);
  }

  /** Counts a refusal that the client is notified of. */
  public void refused(Problem problem) {
    publisher.refused(permit.caller(), permit.groups(), problem);
  }
}
