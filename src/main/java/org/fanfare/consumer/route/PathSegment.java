package org.fanfare.consumer.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * One segment of a request's path.
 *
 * @param text the segment, decoded once, without what follows a semicolon; null if it cannot be
 *     decoded
 * @param hasSemicolon whether the client wrote a semicolon
 */
record PathSegment(@Nullable String text, boolean hasSemicolon) {
  private static final int ASCII = 0x80;

  /** Reads a segment as the client wrote it. */
  static PathSegment of(String raw) {
    int semicolon = raw.indexOf(';');
    return semicolon < 0
        ? new PathSegment(decoded(raw), false)
        : new PathSegment(decoded(raw.substring(0, semicolon)), true);
  }

  /** Returns whether a parameter may match it, also if it is malformed. */
  boolean isFilled() {
    return text == null || !text.isEmpty();
  }

  /**
   * Returns the decoded segment.
   *
   * @throws ProblemException with the status 400, if it is malformed
   */
  String value() {
    if (text == null) {
      throw malformed("is percent-encoded UTF-8");
    }
    if (hasSemicolon) {
      throw malformed("has no semicolon; one that belongs to a value is written %3B");
    }
    if (text.equals(".") || text.equals("..")) {
      throw malformed("is neither . nor ..");
    }
    if (text.indexOf('/') >= 0 || text.indexOf('\\') >= 0) {
      throw malformed("has no slash or backslash, not even one that is percent-encoded");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw malformed("has no control character, not even one that is percent-encoded");
    }
    return text;
  }

  private static ProblemException malformed(String rule) {
    return new Problem(Status.INVALID_PARAMETER, "each segment of this path " + rule).thrown();
  }

  /** Returns null for what is not percent-encoded UTF-8. */
  private static @Nullable String decoded(String raw) {
    if (isPlain(raw)) {
      return raw;
    }
    byte[] bytes = new byte[raw.length()];
    int count = 0;
    for (int i = 0; i < raw.length(); i++) {
      char each = raw.charAt(i);
      if (each >= ASCII) {
        return null; // no client should send it, and servers read it in different ways
      }
      if (each != '%') {
        bytes[count++] = (byte) each;
      } else if (isEscape(raw, i)) {
        bytes[count++] = (byte) HexFormat.fromHexDigits(raw, i + 1, i + 3);
        i += 2;
      } else {
        return null;
      }
    }
    try {
      ByteBuffer written = ByteBuffer.wrap(bytes, 0, count);
      return StandardCharsets.UTF_8.newDecoder().decode(written).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean isPlain(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%' || raw.charAt(i) >= ASCII) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEscape(String raw, int percent) {
    return percent + 2 < raw.length()
        && HexFormat.isHexDigit(raw.charAt(percent + 1))
        && HexFormat.isHexDigit(raw.charAt(percent + 2));
  }
}
