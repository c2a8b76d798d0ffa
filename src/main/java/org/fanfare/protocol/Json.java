package org.fanfare.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import org.fanfare.message.Excerpt;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * JSON as defined by RFC 8259: validation and quoting with Jackson's streaming core. Safe for use
 * by any thread.
 *
 * <p>The input is untrusted, so nothing of it may outlive its parser. Therefore interning of names
 * is off, and so is Jackson's table of names, which all parsers of a factory share. The length of a
 * text is bounded by that of its message.
 */
public final class Json {
  static final int MAX_DEPTH = 200;
  static final int MAX_NAME = 50_000;
  static final int MAX_NUMBER = 1_000;

  private static final String BOUNDS =
      "a name of a member has at most %d characters, a number %d, and arrays and objects are nested"
              .formatted(MAX_NAME, MAX_NUMBER)
          + " at most %d deep".formatted(MAX_DEPTH);

  private static final int FRAME_DEPTH = 2; // a framed message may be as deep as one in a body

  private static final JsonFactory VALUES = factory(MAX_DEPTH);
  private static final int BATCH_DEPTH = 3;
  private static final JsonFactory FRAMES = factory(MAX_DEPTH + FRAME_DEPTH);
  private static final JsonFactory BATCHES = factory(MAX_DEPTH + BATCH_DEPTH);

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
        // the default would keep buffers in the server's threads after an undeployment
        .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
        .build();
  }

  private Json() {}

  /** Returns a text as a JSON string, with quotes. */
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

  /** Returns a parser of one value. */
  static JsonParser parser(String text) throws IOException {
    return VALUES.createParser(text);
  }

  /** Returns a parser of a client's frame, which contains a value. */
  static JsonParser frameParser(String text) throws IOException {
    return FRAMES.createParser(text);
  }

  /** Returns a parser of a back end's batch, which contains values. */
  static JsonParser batchParser(String text) throws IOException {
    return BATCHES.createParser(text);
  }

  /**
   * Throws an {@code invalid-json} problem that says what is wrong, unless {@code text} is one JSON
   * value.
   */
  static void requireValue(String text) {
    requireValue(text, null);
  }

  /**
   * Requires the same, and returns a member of the value: the content of a string, or a number as
   * it is written. If there are several of this name, the last counts. Returns null if the value
   * has no such member.
   */
  static @Nullable String requireValue(String text, @Nullable String member) {
    try (JsonParser parser = parser(text)) {
      if (parser.nextToken() == null) {
        throw invalid("it is empty");
      }
      String found = member == null ? null : member(parser, member);
      parser.skipChildren();
      parser.finishToken();
      if (parser.nextToken() != null) {
        throw invalid("there is more than one value");
      }
      return found;
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  private static @Nullable String member(JsonParser parser, String name) throws IOException {
    if (!parser.isExpectedStartObjectToken()) {
      return null;
    }
    String found = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isIt = parser.currentName().equals(name);
      JsonToken value = parser.nextToken();
      if (isIt) {
        boolean isText = value == JsonToken.VALUE_STRING || value.isNumeric();
        found = isText ? parser.getText() : null;
      }
      parser.skipChildren();
    }
    return found;
  }

  /** Returns the problem of a message that could not be parsed. */
  static ProblemException invalid(IOException problem) {
    return invalid(firstLine(problem));
  }

  /** Returns the parser's error text without its internal details. */
  static String firstLine(IOException problem) {
    if (problem instanceof StreamConstraintsException) {
      return BOUNDS; // Jackson's text names its methods
    }
    String message = String.valueOf(problem.getMessage());
    return Excerpt.of(message.lines().findFirst().orElse("it is damaged"));
  }

  private static ProblemException invalid(String problem) {
    return new Problem(
            Status.INVALID_JSON, "the message must be one JSON value (RFC 8259): " + problem)
        .thrown();
  }
}
