package org.fanfare.bench;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What little of Fanfare's JSON the client must understand while it counts. */
final class Json {
  private static final Pattern GAP =
      Pattern.compile("\"group\":\"([^\"]*)\",\"first\":(\\d+),\"last\":(\\d+|null)");

  private Json() {}

  static boolean startsWith(byte[] bytes, int from, int to, byte[] start) {
    if (to - from < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (bytes[from + i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  /** Tells of the gaps, then of the publications, of a frame or a poll's answer. */
  static void read(byte[] bytes, int from, int to, long now, int subscriber, Target target) {
    Mark mark = target.mark();
    int at = Mark.find(bytes, from, to);
    gaps(new String(bytes, from, at - from, StandardCharsets.UTF_8), subscriber, target);
    while (at < to) {
      if (mark.isWhole(bytes, at, to)) {
        target
            .deliveries()
            .delivered(subscriber, Mark.number(bytes, at), Mark.time(bytes, at), now);
        at += mark.size();
      } else {
        target.deliveries().damaged(subscriber);
        at++;
      }
      at = Mark.find(bytes, at, to);
    }
  }

  /** Tells of every gap in the text. An epoch's gap, which has no last, perhaps missed nothing. */
  static void gaps(String text, int subscriber, Target target) {
    if (!text.contains("\"first\"")) {
      return;
    }
    Matcher gap = GAP.matcher(text);
    while (gap.find()) {
      long first = Long.parseLong(gap.group(2));
      long last = gap.group(3).equals("null") ? first - 1 : Long.parseLong(gap.group(3));
      target.deliveries().gap(subscriber, gap.group(1), first, last);
    }
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
