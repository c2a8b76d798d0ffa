package org.fanfare.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and the port written after it, in normalized form: names in lower case, IPv6 addresses in
 * brackets and in the notation of the Java platform.
 *
 * @param port the port; {@link #NO_PORT} if none was given
 */
record HostPort(String host, int port) {
  static final int NO_PORT = -1;

  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([A-Za-z0-9._-]{1,255}))(?::([0-9]{0,5}))?");

  /** Returns the host and port in {@code text}; empty if it is anything else. */
  static Optional<HostPort> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String written = form.group(3); // may be empty after the colon (RFC 3986, section 3.2.3)
    int port = written == null || written.isEmpty() ? NO_PORT : Integer.parseInt(written);
    if (port == 0 || port > 65535) {
      return Optional.empty();
    }
    if (form.group(1) == null) {
      return Optional.of(new HostPort(form.group(2).toLowerCase(Locale.ROOT), port));
    }
    return bracketed(form.group(1)).map(host -> new HostPort(host, port));
  }

  /** Returns the host's address; empty if the host is a name. */
  Optional<InetAddress> address() {
    return IpAddress.parse(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
  }

  /** Returns {@code port}, or the scheme's default port if there is none. */
  static int portOf(String scheme, int port) {
    if (port != NO_PORT) {
      return port;
    }
    return switch (scheme) {
      case "http" -> 80;
      case "https" -> 443;
      default -> NO_PORT;
    };
  }

  private static Optional<String> bracketed(String address) {
    return IpAddress.parse(address)
        .map(
            ip ->
                ip instanceof Inet6Address
                    ? "[" + ip.getHostAddress() + "]"
                    : "[::ffff:" + ip.getHostAddress() + "]");
  }
}
