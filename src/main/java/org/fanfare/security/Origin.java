package org.fanfare.security;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a browser page comes from, in one spelling: scheme, host and port. */
record Origin(String scheme, String host, int port) {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");

  /**
   * Returns the origin that {@code text} spells: {@code scheme://host[:port]} and nothing more.
   * Empty for {@code null}, several values and garbage.
   */
  static Optional<Origin> parse(String text) {
    int end = text.indexOf("://");
    if (end < 0 || !SCHEME.matcher(text.substring(0, end)).matches()) {
      return Optional.empty();
    }
    String scheme = text.substring(0, end).toLowerCase(Locale.ROOT);
    return HostPort.parse(text.substring(end + 3))
        .map(host -> of(scheme, host.host(), host.port()));
  }

  static Origin of(Outside outside) {
    return of(outside.scheme(), outside.host(), outside.port());
  }

  private static Origin of(String scheme, String host, int port) {
    return new Origin(scheme, host, HostPort.portOf(scheme, port));
  }
}
