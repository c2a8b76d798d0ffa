package org.fanfare.security;

import java.net.InetAddress;

/**
 * The part of a client's address that is the same for all that one subscriber of a network can
 * choose. Pure functions.
 */
public final class ClientNetwork {
  private static final int BYTES_OF_NETWORK = 8;

  private ClientNetwork() {}

  /**
   * Returns an IPv4 address as it is, and the network of an IPv6 address, such as {@code
   * 2001:db8:0:7::/64}: whoever has one address there has all of them. An IPv4-mapped address is
   * IPv4. What is no address is returned as it is.
   */
  public static String of(String address) {
    if (address.indexOf(':') < 0) {
      return address; // as almost always
    }
    return IpAddress.parse(address).map(ClientNetwork::network).orElse(address);
  }

  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length <= BYTES_OF_NETWORK) {
      return address.getHostAddress();
    }
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < BYTES_OF_NETWORK; i += 2) {
      int part = (bytes[i] & 0xFF) << Byte.SIZE | (bytes[i + 1] & 0xFF);
      network.append(i == 0 ? "" : ":").append(Integer.toHexString(part));
    }
    return network + "::/64";
  }
}
