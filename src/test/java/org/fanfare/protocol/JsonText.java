package org.fanfare.protocol;

import java.util.Random;

/** Random JSON texts, with all the freedom that the grammar leaves. */
final class JsonText {
  private static final String[] SCALARS = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "12",
    "1.50",
    "1e5",
    "-2.0E-7",
    "123456789012345678901234",
    "\"\"",
    "\"a\"",
    "\"\\u0041\\n\"",
    "\"}]\\\"\"",
    "\"\u20ac\ud83c\udfba\"",
    "\"\\ud800\""
  };

  private JsonText() {}

  static String random(Random random, int depth) {
    int kind = depth == 0 ? 2 : random.nextInt(4);
    if (kind >= 2) {
      return SCALARS[random.nextInt(SCALARS.length)];
    }
    StringBuilder text = new StringBuilder(kind == 0 ? "[" : "{");
    int members = random.nextInt(4);
    for (int i = 0; i < members; i++) {
      text.append(i == 0 ? "" : ",").append(space(random));
      text.append(kind == 0 ? "" : "\"m" + i + "\"" + space(random) + ":");
      text.append(space(random)).append(random(random, depth - 1)).append(space(random));
    }
    return text.append(kind == 0 ? "]" : "}").toString();
  }

  private static String space(Random random) {
    return new String[] {"", "", " ", "\n", "\r\n\t"}[random.nextInt(5)];
  }
}
