package org.fanfare.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A {@link FanfareLink} that knows from where another one would have to go on. */
final class ResumingLink extends FanfareLink {
  private static final byte[] CURSOR = Json.ascii("{\"cursor\":\"");
  private static final byte[] FIRST = Json.ascii("{\"hello\":{\"cursor\":\"");

  private String cursor;

  /** What the last one knew, or nothing. */
  ResumingLink(Loop loop, int number, Target target, String cursor) throws IOException {
    super(loop, number, cursor.isEmpty() ? target : target.after(cursor));
    this.cursor = cursor;
  }

  String cursor() {
    return cursor;
  }

  @Override
  void message(byte[] bytes, int from, int to, long now) {
    super.message(bytes, from, to, now);
    for (byte[] start : new byte[][] {CURSOR, FIRST}) {
      if (Json.startsWith(bytes, from, to, start)) {
        int begin = from + start.length;
        int end = begin;
        while (end < to && bytes[end] != '"') {
          end++;
        }
        cursor = new String(bytes, begin, end - begin, StandardCharsets.US_ASCII);
      }
    }
  }
}
