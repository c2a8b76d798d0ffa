package org.fanfare.rfc6455;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code Sec-WebSocket-Extensions} (RFC 6455, section 9.1) in one pass. Used by one thread.
 */
final class ExtensionParser {
  private static final String SPECIAL = "!#$%&'*+-.^_`|~";

  private final String text;
  private int at;

  /** An offered extension. */
  record Extension(String name, List<Parameter> parameters) {}

  /** A parameter of an extension. The value is without quotation marks; null if there is none. */
  record Parameter(String name, @Nullable String value) {}

  private ExtensionParser(String text) {
    this.text = text;
  }

  /**
   * Parses all lines of the header, which together form one list.
   *
   * @throws IllegalArgumentException if they violate the grammar
   */
  static List<Extension> read(List<String> lines) {
    return new ExtensionParser(String.join(",", lines)).extensions();
  }

  private List<Extension> extensions() {
    List<Extension> extensions = new ArrayList<>();
    blanks();
    while (at < text.length()) {
      if (!takes(',')) { // empty list elements are ignored (RFC 9110, section 5.6.1)
        extensions.add(extension());
        if (at < text.length() && !takes(',')) {
          throw malformed();
        }
      }
    }
    return extensions;
  }

  private Extension extension() {
    String name = token();
    List<Parameter> parameters = new ArrayList<>();
    while (takes(';')) {
      parameters.add(new Parameter(token(), takes('=') ? value() : null));
    }
    return new Extension(name, parameters);
  }

  private String value() {
    if (at == text.length() || text.charAt(at) != '"') {
      return token();
    }
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      if (!isOfToken(text.charAt(at))) { // the quoted value must be a token too
        throw malformed();
      }
      value.append(text.charAt(at));
    }
    if (!takes('"') || value.isEmpty()) {
      throw malformed();
    }
    return value.toString();
  }

  private String token() {
    int start = at;
    while (at < text.length() && isOfToken(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw malformed();
    }
    String token = text.substring(start, at);
    blanks();
    return token;
  }

  private boolean takes(char expected) {
    if (at == text.length() || text.charAt(at) != expected) {
      return false;
    }
    at++;
    blanks();
    return true;
  }

  private void blanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private static boolean isOfToken(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || SPECIAL.indexOf(c) >= 0;
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "not a list of extensions (RFC 6455, section 9.1), from character " + (at + 1));
  }
}
