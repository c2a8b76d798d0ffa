package org.fanfare.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses from text; names are never looked up. */
final class IpAddress {
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern V4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private static final int LONGEST = 45;

  private IpAddress() {}

  /**
   * Returns the address that {@code text} spells, an IPv4 address for an IPv6 one that only wraps
   * it. A zone ({@code %eth0}) is dropped.
   */
  static Optional<InetAddress> parse(String text) {
    int zone = text.indexOf('%');
    String literal = zone < 0 ? text : text.substring(0, zone);
    if (literal.length() > LONGEST) {
      return Optional.empty();
    }
    if (V4.matcher(literal).matches() && zone < 0) {
      return literal(literal);
    }
    // In brackets the platform takes it for an address or throws; it is never taken for a name.
    return V6.matcher(literal).matches() ? literal("[" + literal + "]") : Optional.empty();
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
