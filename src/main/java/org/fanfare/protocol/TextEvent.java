package org.fanfare.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a text as an event: each line, whatever its line break, becomes a separate {@code data:}
 * field.
 *
 * <p>An event preserves the position of line breaks, but not their kind. If a text has a break
 * other than LF, an additional field {@code breaks:} lists the kind of each break. The standard's
 * clients do not know this field and ignore it. Pure functions, safe for use by any thread.
 */
final class TextEvent {
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BREAKS = "breaks: ".getBytes(StandardCharsets.US_ASCII);
  private static final int ROOM = 16; // for the field names around a line

  private TextEvent() {}

  /** Returns the event of a text in UTF-8. */
  static byte[] of(byte[] text) {
    ByteArrayOutputStream event = new ByteArrayOutputStream(text.length + ROOM);
    if (hasCarriageReturn(text)) {
      breaks(text, event);
    }
    int begin = 0;
    for (int end = endOfLine(text, 0); end < text.length; end = endOfLine(text, begin)) {
      line(text, begin, end, event);
      begin = end + breakLength(text, end);
    }
    line(text, begin, text.length, event);
    event.write('\n');
    return event.toByteArray();
  }

  private static void line(byte[] text, int begin, int end, ByteArrayOutputStream event) {
    event.writeBytes(DATA);
    event.write(text, begin, end - begin);
    event.write('\n');
  }

  private static void breaks(byte[] text, ByteArrayOutputStream event) {
    event.writeBytes(BREAKS);
    int end = endOfLine(text, 0);
    while (end < text.length) {
      int length = breakLength(text, end);
      for (int i = end; i < end + length; i++) {
        event.write(text[i] == '\r' ? 'r' : 'n');
      }
      end = endOfLine(text, end + length);
      if (end < text.length) {
        event.write(',');
      }
    }
    event.write('\n');
  }

  private static boolean hasCarriageReturn(byte[] text) {
    for (byte b : text) {
      if (b == '\r') {
        return true;
      }
    }
    return false;
  }

  private static int endOfLine(byte[] text, int from) {
    int at = from;
    while (at < text.length && text[at] != '\n' && text[at] != '\r') {
      at++;
    }
    return at;
  }

  private static int breakLength(byte[] text, int at) {
    return text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n' ? 2 : 1;
  }
}
