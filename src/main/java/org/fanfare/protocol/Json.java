package org.fanfare.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;

/**
 * JSON as RFC 8259 has it: checked and quoted by Jackson's streaming core. Safe for use by any
 * thread.
 *
 * <p>What is read is a stranger's, so nothing of it outlives its parser: Jackson's table of names,
 * which all parsers of a factory share and which is made for names that come again, is off, and so
 * is their interning. The length of a text is bounded by that of the message it is in.
 */
public final class Json {
  static final int MAX_DEPTH = 200;
  static final int MAX_NAME = 50_000;
  static final int MAX_NUMBER = 1_000;

  private static final String BOUNDS =
      "a name of a member has at most %d characters, a number %d, and arrays and objects are nested"
              .formatted(MAX_NAME, MAX_NUMBER)
          + " at most %d deep".formatted(MAX_DEPTH);

  private static final int FRAME_DEPTH = 2; // a message in a frame may be as deep as one in a body

  private static final JsonFactory VALUES = factory(MAX_DEPTH);
  private static final JsonFactory FRAMES = factory(MAX_DEPTH + FRAME_DEPTH);

  private static JsonFactory factory(int depth) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(depth)
                .maxNameLength(MAX_NAME)
                .maxNumberLength(MAX_NUMBER)
                .maxStringLength(Integer.MAX_VALUE)
                .build())
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        // not the default, which keeps buffers in the server's threads beyond an undeploy
        .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
        .build();
  }

  private Json() {}

  /** A text as a JSON string, with its quotes. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 16);
    quote(text, quoted);
    return quoted.toString();
  }

  static void quote(String text, StringBuilder to) {
    to.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, to);
    to.append('"');
  }

  /** A parser of one value. */
  static JsonParser parser(String text) throws IOException {
    return VALUES.createParser(text);
  }

  /** A parser of a client's frame, in which a value stands. */
  static JsonParser frameParser(String text) throws IOException {
    return FRAMES.createParser(text);
  }

  /**
   * Throws an {@code invalid-json} problem, saying where, unless {@code text} is one JSON value.
   */
  static void requireValue(String text) {
    try (JsonParser parser = parser(text)) {
      if (parser.nextToken() == null) {
        throw invalid("it is empty");
      }
      parser.skipChildren();
      parser.finishToken();
      if (parser.nextToken() != null) {
        throw invalid("there is more than one value");
      }
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  /** The problem of a message that could not be read. */
  static ProblemException invalid(IOException problem) {
    return invalid(firstLine(problem));
  }

  /** What the parser says is wrong, without where in the parser it was found. */
  static String firstLine(IOException problem) {
    if (problem instanceof StreamConstraintsException) {
      return BOUNDS; // Jackson's own words name its methods
    }
    String message = String.valueOf(problem.getMessage());
    return message.lines().findFirst().orElse("it is damaged");
  }

  private static ProblemException invalid(String problem) {
    return new Problem(
            Status.INVALID_JSON, "the message must be one JSON value (RFC 8259): " + problem)
        .thrown();
  }
}
