package org.fanfare.security;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The origin of a browser page, in normalized form.
 *
 * @param scheme the scheme, in lower case
 * @param host the host in lower case, IPv6 addresses in brackets
 * @param port the port; the scheme's default port if none was given; -1 if the scheme has none
 */
public record Origin(String scheme, String host, int port) {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");

  /**
   * Returns the origin in {@code text}: {@code scheme://host[:port]} and nothing more. Empty for
   * the text {@code null}, several values and invalid text.
   */
  public static Optional<Origin> parse(String text) {
    int end = text.indexOf("://");
    if (end < 0 || !SCHEME.matcher(text.substring(0, end)).matches()) {
      return Optional.empty();
    }
    String scheme = text.substring(0, end).toLowerCase(Locale.ROOT);
    return HostPort.parse(text.substring(end + 3))
        .map(host -> of(scheme, host.host(), host.port()));
  }

  /** Returns the origin of the server as the client sees it. */
  public static Origin of(ExternalView outside) {
    return of(outside.scheme(), outside.host(), outside.port());
  }

  /** Returns the text that a browser sends: without the default port. */
  public String text() {
    boolean usual = port == HostPort.portOf(scheme, HostPort.NO_PORT);
    return scheme + "://" + host + (usual ? "" : ":" + port);
  }

  /**
   * Returns this origin with the scheme of pages, because some programs send that of their
   * WebSocket.
   */
  Origin ofPage() {
    return switch (scheme) {
      case "ws" -> of("http", host, port == HostPort.NO_PORT ? 80 : port);
      case "wss" -> of("https", host, port == HostPort.NO_PORT ? 443 : port);
      default -> this;
    };
  }

  private static Origin of(String scheme, String host, int port) {
    return new Origin(scheme, host, HostPort.portOf(scheme, port));
  }
}
