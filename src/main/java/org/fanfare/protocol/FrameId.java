package org.fanfare.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@code id} of an invalid frame, so that the refusal can contain it.
 *
 * <p>It only looks at quotes and brackets, so the bounds on JSON do not apply: whatever is wrong
 * with the message, the {@code id} beside it can be read. Used by one thread, once.
 */
final class FrameId {
  private static final int MAX_LENGTH = 64;
  private static final int MAX_WRITTEN = 6 * MAX_LENGTH + 2; // every character escaped, plus quotes
  private static final int MEMBERS = 2; // the depth of a frame's members

  private final String frame;
  private int at;
  private int depth;
  private @Nullable String name; // of the member whose value is next
  private @Nullable String found;

  private FrameId(String frame) {
    this.frame = frame;
  }

  /** Returns the {@code id} of a frame; null if none can be read. */
  static @Nullable String of(String frame) {
    FrameId id = new FrameId(frame);
    id.scan();
    return id.found;
  }

  /** Returns whether a text may be an {@code id}. */
  static boolean isValid(String text) {
    return text.length() <= MAX_LENGTH
        && text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private void scan() {
    for (at = 0; at < frame.length(); at++) {
      char c = frame.charAt(at);
      if (depth < MEMBERS && (c == '[' || c == ']' || c == '}')) {
        return; // a frame is an object in an object: this is its end
      }
      switch (c) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> string();
        default -> {}
      }
    }
  }

  private void string() {
    int begin = at;
    for (at++; at < frame.length() && frame.charAt(at) != '"'; at++) {
      if (frame.charAt(at) == '\\') {
        at++;
      }
    }
    if (depth == MEMBERS) {
      member(begin, Math.min(at + 1, frame.length()));
    }
  }

  private void member(int begin, int end) {
    String text = end - begin > MAX_WRITTEN ? null : read(frame.substring(begin, end));
    if (isNext(':', end)) {
      name = text;
      return;
    }
    if ("id".equals(name) && text != null && isValid(text)) {
      found = text;
    }
    name = null;
  }

  /** Returns whether {@code c} is the next character, ignoring blanks. */
  private boolean isNext(char c, int from) {
    int next = from;
    while (next < frame.length() && frame.charAt(next) <= ' ') {
      next++;
    }
    return next < frame.length() && frame.charAt(next) == c;
  }

  private static @Nullable String read(String json) {
    try (JsonParser parser = Json.parser(json)) {
      return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
    } catch (IOException notReadable) {
      return null;
    }
  }
}
