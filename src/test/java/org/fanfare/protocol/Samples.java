package org.fanfare.protocol;

import java.time.Duration;
import java.util.Random;
import org.fanfare.log.Epoch;
import org.fanfare.log.GroupLog;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.LogBudget;
import org.fanfare.log.Publication;
import org.fanfare.log.Slice;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/** Publications and random texts for tests. */
final class Samples {
  static final GroupName BOARD = new GroupName("demo.board");

  /** 2026-11-21T13:05:09.123Z. */
  static final long TIME = 1_795_266_309_123L;

  private static final String[] PIECES = {
    "\r\n",
    "\r",
    "\n",
    "\n\n",
    "data: ",
    "id: 1",
    "event: gap",
    ":",
    "retry: 1",
    " ",
    "\"",
    "\\",
    "\u0000",
    "\u001f",
    "\u2028",
    "\u00fc",
    "\u20ac",
    "\ud83c\udfba",
    "a",
    "</script>",
    "\ufeff"
  };

  private Samples() {}

  static GroupLog log() {
    Duration hour = Duration.ofHours(1);
    return new GroupLog(
        BOARD,
        new Epoch(7),
        new GroupPolicy("any", 1, 1000, 1 << 20, hour, hour),
        new LogBudget(1 << 30));
  }

  static Publication publication(Message message) {
    return log().append(message, TIME);
  }

  static Slice slice(Message... messages) {
    GroupLog log = log();
    for (Message message : messages) {
      log.append(message, TIME);
    }
    return log.read(0, log.head(), Long.MAX_VALUE).slice();
  }

  /** A text of pieces that a careless encoder would trip over. */
  static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
