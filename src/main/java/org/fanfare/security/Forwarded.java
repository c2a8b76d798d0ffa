package org.fanfare.security;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Parses one line of the {@code Forwarded} header of RFC 7239 in one pass.
 *
 * <p>Unquoted values may contain colons and brackets: the standard forbids them, but proxies send
 * them.
 */
final class Forwarded {
  private static final String ENDS = ",;= \t\"";

  private final String line;
  private int at;

  private Forwarded(String line) {
    this.line = line;
  }

  /**
   * Returns the elements in order, one for each proxy, the nearest last. Each maps parameter names
   * in lower case to values. Returns an empty list if any line is malformed, because text after a
   * forged quotation mark cannot be distinguished from quoted text.
   */
  static List<Map<String, String>> elements(List<String> lines) {
    List<Map<String, String>> elements = new ArrayList<>();
    for (String line : lines) {
      if (!new Forwarded(line).readTo(elements)) {
        return List.of();
      }
    }
    return elements;
  }

  private boolean readTo(List<Map<String, String>> elements) {
    Map<String, String> element = new HashMap<>();
    while (true) {
      skipBlanks();
      if (!atEnd(",;") && !readPair(element)) {
        return false;
      }
      skipBlanks();
      if (!atEnd(",;")) {
        return false;
      }
      boolean elementEnds = at == line.length() || line.charAt(at) == ',';
      if (elementEnds && !element.isEmpty()) {
        elements.add(element);
        element = new HashMap<>();
      }
      if (at == line.length()) {
        return true;
      }
      at++;
    }
  }

  private boolean readPair(Map<String, String> element) {
    String name = bare();
    if (name.isEmpty() || at == line.length() || line.charAt(at) != '=') {
      return false;
    }
    at++;
    StringBuilder value = new StringBuilder();
    if (at < line.length() && line.charAt(at) == '"') {
      if (!readQuoted(value)) {
        return false;
      }
    } else {
      value.append(bare());
    }
    return element.put(name.toLowerCase(Locale.ROOT), value.toString()) == null;
  }

  private boolean readQuoted(StringBuilder value) {
    for (at++; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '"') {
        at++;
        return true;
      }
      if (c == '\\' && ++at < line.length()) {
        c = line.charAt(at);
      }
      value.append(c);
    }
    return false;
  }

  private String bare() {
    int start = at;
    while (!atEnd(ENDS)) {
      at++;
    }
    return line.substring(start, at);
  }

  private void skipBlanks() {
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
  }

  private boolean atEnd(String ends) {
    return at == line.length() || ends.indexOf(line.charAt(at)) >= 0;
  }
}
