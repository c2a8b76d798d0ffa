package org.fanfare.session;

import java.util.concurrent.CompletionStage;
import org.fanfare.connection.Answer;
import org.fanfare.layer.PublishKey;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.protocol.KeyedMessage;
import org.fanfare.protocol.MessageParser;
import org.fanfare.publish.Permit;
import org.fanfare.publish.Publisher;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
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
  private final @Nullable String member;
  private final @Nullable String window;
  private final @Nullable String stream;
  private final Lines lines;

  /**
   * How the lines of a body are published.
   *
   * @param inOrder whether no line is published unless all before it are
   * @param takeTurns whether lines of a caller who publishes too fast wait for their turn, while
   *     nothing more of the body is read
   */
  public record Lines(boolean inOrder, boolean takeTurns) {}

  /**
   * A line that is a valid message.
   *
   * @param number its number, counted from 1
   * @param key its idempotency key; null if it has none
   */
  public record Line(Message message, long number, @Nullable String key) {}

  /**
   * @param key the idempotency key of the request, or null
   * @param member the name of the member of each line that is its key, or null
   * @param lines how lines are published
   */
  GroupPublishing(
      Permit permit,
      Publisher publisher,
      MediaType type,
      @Nullable String key,
      @Nullable String member,
      Lines lines) {
    this.permit = permit;
    this.publisher = publisher;
    this.type = type;
    this.key = key;
    this.member = member;
    this.window = member == null ? null : Publisher.window(permit);
    this.stream = key == null ? null : Publisher.stream(permit, key);
    this.lines = lines;
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
    return publisher.publish(permit, message, key);
  }

  /**
   * Creates the message of one line; throws a {@link ProblemException} if the line is bad.
   *
   * @param content the line, whose size has been checked
   * @param number its number, counted from 1
   */
  public Line line(byte[] content, long number) {
    if (member == null) {
      Message message = message(content, Integer.MAX_VALUE);
      return new Line(message, number, key == null ? null : key + "/" + number);
    }
    KeyedMessage keyed = MessageParser.keyed(type, content, member);
    String own = keyed.key();
    if (own == null || !Publisher.isKey(own)) {
      throw new Problem(
              Status.INVALID_KEY,
              "the member '%s' of a line is its key, a string or a number of 1 to 128 visible ASCII"
                      .formatted(member)
                  + " characters; here it is "
                  + (own == null ? "missing" : "something else"))
          .thrown();
    }
    return new Line(keyed.message(), number, own);
  }

  /** Publishes the message of one line. The stage never fails, and may complete on any thread. */
  public CompletionStage<Answer> publish(Line line) {
    String of = stream;
    PublishKey.Line place =
        of == null ? null : new PublishKey.Line(of, line.number(), lines.inOrder());
    return publisher.publishLine(
        permit, line.message(), line.key(), window, place, lines.takeTurns());
  }

  /** Counts a refusal that the client is notified of. */
  public void refused(Problem problem) {
    publisher.refused(permit.caller(), permit.groups(), problem);
  }
}
