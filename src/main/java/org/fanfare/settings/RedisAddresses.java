package org.fanfare.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the addresses in {@code redis.servers}. No message of an exception shows a password. */
final class RedisAddresses {
  private static final String SERVER =
      "the address of one server, such as \"redis://127.0.0.1:6379\", or \"rediss://HOST:PORT\" for TLS";
  private static final int MOST_PORT = 65_535;

  private RedisAddresses() {}

  /**
   * Returns the addresses in a list; throws {@link IllegalArgumentException} for one that is wrong.
   *
   * @param areSentinels whether they are those of sentinels, of which there may be several
   */
  static List<URI> of(List<String> servers, boolean areSentinels) {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("it names no server; right is " + SERVER);
    }
    if (servers.size() > 1 && !areSentinels) {
      throw new IllegalArgumentException(
          "it names "
              + servers.size()
              + " servers, and only one is supported yet, unless they are sentinels and"
              + " redis.sentinel.master is set; right is "
              + SERVER);
    }
    List<URI> addresses = servers.stream().map(RedisAddresses::address).toList();
    if (addresses.stream().map(URI::getScheme).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "it has servers with TLS and without; right is redis:// for all, or rediss://");
    }
    return addresses;
  }

  private static URI address(String text) {
    URI server = parsed(text);
    if (server == null || server.getScheme() == null) {
      throw new IllegalArgumentException("it is not an address; right is " + SERVER);
    }
    if (server.getRawAuthority() != null && server.getRawAuthority().contains("@")) {
      throw new IllegalArgumentException(
          "it has a user or a password in the address; right are redis.user and redis.password");
    }
    String scheme = server.getScheme();
    if (!scheme.equals("redis") && !scheme.equals("rediss")) {
      throw new IllegalArgumentException(
          "\"" + scheme + "\" is no scheme that is supported; right is " + SERVER);
    }
    if (!isHostAndPort(server)) {
      throw new IllegalArgumentException("it is not a host and a port; right is " + SERVER);
    }
    return server;
  }

  private static @Nullable URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException notOne) {
      return null; // its message would show what may have a password
    }
  }

  private static boolean isHostAndPort(URI server) {
    return server.getHost() != null
        && server.getPort() != 0
        && server.getPort() <= MOST_PORT
        && (server.getRawPath().isEmpty() || server.getRawPath().equals("/"))
        && server.getRawQuery() == null
        && server.getRawFragment() == null;
  }
}
