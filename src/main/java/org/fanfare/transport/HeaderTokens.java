package org.fanfare.transport;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Parses headers whose value is a list of tokens (RFC 9110, section 5.6.1). Pure functions. */
public final class HeaderTokens {
  private HeaderTokens() {}

  /** Returns the tokens of all lines of the header, in order, without the spaces around them. */
  public static Stream<String> of(List<String> lines) {
    return lines.stream().flatMap(line -> Arrays.stream(line.split(",", -1))).map(String::strip);
  }
}
