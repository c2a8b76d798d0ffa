package org.fanfare.security;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** A range of IP addresses, such as {@code 10.0.0.0/8}, {@code fd00::/8} or a single address. */
final class Cidr {
  private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

  private final byte[] base;
  private final int bits;

  private Cidr(byte[] base, int bits) {
    this.base = base;
    this.bits = bits;
  }

  /** Throws {@link IllegalArgumentException} for other texts; the message states the valid form. */
  static Cidr parse(String text) {
    int slash = text.indexOf('/');
    byte[] base =
        IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> notARange(text))
            .getAddress();
    int widest = base.length * Byte.SIZE;
    if (slash < 0) {
      return new Cidr(base, widest);
    }
    String bits = text.substring(slash + 1);
    if (!BITS.matcher(bits).matches() || Integer.parseInt(bits) > widest) {
      throw notARange(text);
    }
    return new Cidr(base, Integer.parseInt(bits));
  }

  boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    if (other.length != base.length) {
      return false;
    }
    int differing = 0;
    for (int bit = 0; bit < bits && differing == 0; bit += Byte.SIZE) {
      int mask = 0xFF << Math.max(0, Byte.SIZE - (bits - bit));
      differing = (base[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask & 0xFF;
    }
    return differing == 0;
  }

  private static IllegalArgumentException notARange(String text) {
    return new IllegalArgumentException(
        "\""
            + text
            + "\" is not a range of addresses; right are such as \"10.0.0.0/8\", \"fd00::/8\" or"
            + " \"127.0.0.1\" (names are not looked up)");
  }
}
