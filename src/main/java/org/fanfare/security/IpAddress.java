package org.fanfare.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses IP addresses; names are never looked up. */
final class IpAddress {
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern V4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private static final int LONGEST = 45;

  private IpAddress() {}

  /**
   * Returns the address in {@code text}. An IPv4-mapped IPv6 address becomes an IPv4 address. A
   * zone ({@code %eth0}) is dropped.
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
    // With brackets the platform parses it as an address or throws; it never looks it up as a name.
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
