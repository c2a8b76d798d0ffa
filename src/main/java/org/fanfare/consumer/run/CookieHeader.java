package org.fanfare.consumer.run;

import java.util.Optional;

/**
 * Reads cookies from the header of a request as it was sent (RFC 6265, section 4.2.1). The server's
 * own parser may fail at a cookie of another application on the same host ({@link
 * org.fanfare.transport.Quirk#FAILS_AT_COOKIES}). Pure functions.
 */
public final class CookieHeader {
  private CookieHeader() {}

  /** Returns the value of the first cookie of a name, without the quotation marks around it. */
  public static Optional<String> value(String header, String name) {
    for (String pair : header.split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
        return Optional.of(unquoted(pair.substring(equals + 1).strip()));
      }
    }
    return Optional.empty();
  }

  private static String unquoted(String value) {
    return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }
}
