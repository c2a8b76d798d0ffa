package org.fanfare.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Parses a batch of messages to publish: {@code {"messages":[…]}}, in which each element has the
 * members of the frame {@code publish} of the subprotocol.
 *
 * <p>What is wrong with one message concerns that message only. If the whole has not this shape, a
 * {@link ProblemException} says what is wrong. Safe for use by any thread.
 */
public final class BatchParser {
  /** The most messages of a batch. */
  public static final int MOST = 1000;

  private static final String SHAPE =
      "a batch is {\"messages\":[…]} with 1 to %d messages, such as".formatted(MOST)
          + " {\"groups\":[\"news\"],\"text\":\"hello\",\"key\":\"1\"}";

  private final ClientFrameParser messages;

  /** Creates a parser that accepts messages of at most {@code maxSize} bytes. */
  public BatchParser(int maxSize) {
    this.messages = new ClientFrameParser(maxSize);
  }

  /**
   * One message of a batch, or why it is none.
   *
   * @param id the identifier that its answer repeats, or null
   * @param publish what is to be published; null if that is wrong
   * @param problem what is wrong; null if nothing is
   */
  public record Item(
      @Nullable String id, ClientFrame.@Nullable Publish publish, @Nullable Problem problem) {}

  /** Parses a batch. */
  public List<Item> read(String text) {
    try (JsonParser parser = Json.batchParser(text)) {
      require(parser.nextToken() == JsonToken.START_OBJECT);
      require("messages".equals(parser.nextFieldName()));
      require(parser.nextToken() == JsonToken.START_ARRAY);
      List<Item> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        require(parser.currentToken() == JsonToken.START_OBJECT && items.size() < MOST);
        int begin = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        items.add(item(text.substring(begin, (int) parser.currentLocation().getCharOffset())));
      }
      require(!items.isEmpty());
      require(parser.nextToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
      return items;
    } catch (IOException e) {
      throw invalid("it is not JSON (RFC 8259): " + Json.firstLine(e));
    }
  }

  private Item item(String object) {
    String frame = "{\"publish\":" + object + "}";
    try {
      ClientFrame.Publish publish = (ClientFrame.Publish) messages.read(frame);
      return publish.groups() == null
          ? new Item(publish.id(), null, invalidItem("'groups' is missing: a list of names"))
          : new Item(publish.id(), publish, null);
    } catch (ProblemException e) {
      Problem problem = e.problem();
      return new Item(
          ClientFrameParser.id(frame),
          null,
          problem.status() == Status.INVALID_FRAME ? invalidItem(problem.detail()) : problem);
    }
  }

  private static Problem invalidItem(String detail) {
    return new Problem(Status.INVALID_BODY, detail);
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw invalid(SHAPE);
    }
  }

  private static ProblemException invalid(String detail) {
    return new Problem(Status.INVALID_BODY, detail).thrown();
  }
}
