package org.fanfare.bench;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The status and the headers of an HTTP answer, and how many bytes they took. */
record ResponseHead(int status, Map<String, String> headers, int length) {
  ResponseHead {
    headers = Map.copyOf(headers);
  }

  /** Reads it from {@code [from, to)}; empty if it is not whole yet. */
  static Optional<ResponseHead> read(byte[] bytes, int from, int to) {
    for (int at = from; at + 3 < to; at++) {
      if (bytes[at] == '\r'
          && bytes[at + 1] == '\n'
          && bytes[at + 2] == '\r'
          && bytes[at + 3] == '\n') {
        String text = new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
        return Optional.of(parse(text, at + 4 - from));
      }
    }
    return Optional.empty();
  }

  private static ResponseHead parse(String text, int length) {
    String[] lines = text.split("\r\n", -1);
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    String[] status = lines[0].split(" ", -1);
    return new ResponseHead(status.length < 2 ? 0 : Integer.parseInt(status[1]), headers, length);
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  boolean has(String name, String value) {
    return header(name).toLowerCase(Locale.ROOT).contains(value);
  }
}
