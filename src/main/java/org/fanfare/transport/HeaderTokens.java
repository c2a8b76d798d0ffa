package org.fanfare.transport;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The tokens of a header that lists them (RFC 9110, section 5.6.1). Pure functions. */
public final class HeaderTokens {
  private HeaderTokens() {}

  /** The tokens of all lines of the header, in order. */
  public static Stream<String> of(List<String> lines) {
    return lines.stream().flatMap(line -> Arrays.stream(line.split(",", -1))).map(String::strip);
  }
}
