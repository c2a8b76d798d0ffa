package org.fanfare.security;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a trusted proxy says about the request that it forwarded: the client, and the URL that it
 * requested.
 *
 * @param client the nearest address that is not a trusted proxy's, or the outermost if all are
 *     trusted; null if there is none
 * @param scheme {@code http} or {@code https}; null if unknown
 * @param host the host that the client named; null if unknown
 * @param port the port that the client connected to; null if unknown
 */
record ForwardedHeaders(
    @Nullable InetAddress client,
    @Nullable String scheme,
    @Nullable HostPort host,
    @Nullable Integer port) {

  static final ForwardedHeaders NOTHING = new ForwardedHeaders(null, null, null, null);

  private static final List<String> X_FORWARDED =
      List.of("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port");

  /**
   * Reads the headers of a request whose peer is trusted. Never throws because of their content.
   */
  static ForwardedHeaders read(
      Function<String, List<String>> headers, Predicate<InetAddress> trusted) {
    if (X_FORWARDED.stream().allMatch(name -> headers.apply(name).isEmpty())) {
      return readStandard(Forwarded.elements(headers.apply("Forwarded")), trusted);
    }
    List<String> addresses = values(headers, "X-Forwarded-For");
    return new ForwardedHeaders(
        client(addresses, outermost(addresses, trusted)),
        last(headers, "X-Forwarded-Proto").flatMap(ForwardedHeaders::scheme).orElse(null),
        last(headers, "X-Forwarded-Host").flatMap(HostPort::parse).orElse(null),
        last(headers, "X-Forwarded-Port").flatMap(ForwardedHeaders::port).orElse(null));
  }

  private static ForwardedHeaders readStandard(
      List<Map<String, String>> elements, Predicate<InetAddress> trusted) {
    List<String> addresses = elements.stream().map(e -> e.getOrDefault("for", "")).toList();
    int outermost = outermost(addresses, trusted);
    Map<String, String> said = elements.isEmpty() ? Map.of() : elements.get(outermost);
    return new ForwardedHeaders(
        client(addresses, outermost),
        scheme(said.getOrDefault("proto", "")).orElse(null),
        HostPort.parse(said.getOrDefault("host", "")).orElse(null),
        null);
  }

  /**
   * Searches from the nearest proxy, which is last, to the outermost. Returns the index of the
   * first entry that is not a trusted proxy's address; 0 if all are.
   */
  private static int outermost(List<String> addresses, Predicate<InetAddress> trusted) {
    int at = addresses.size() - 1;
    while (at > 0 && address(addresses.get(at)).filter(trusted).isPresent()) {
      at--;
    }
    return at;
  }

  /**
   * Returns the address at {@code outermost}; if that entry is not an address, the next valid one
   * towards the server.
   */
  private static @Nullable InetAddress client(List<String> addresses, int outermost) {
    for (int at = outermost; at >= 0 && at < addresses.size(); at++) {
      Optional<InetAddress> address = address(addresses.get(at));
      if (address.isPresent()) {
        return address.get();
      }
    }
    return null;
  }

  private static Optional<InetAddress> address(String text) {
    Optional<InetAddress> bare = IpAddress.parse(text);
    return bare.isPresent() ? bare : HostPort.parse(text).flatMap(HostPort::address);
  }

  private static Optional<String> scheme(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "http", "ws" -> Optional.of("http");
      case "https", "wss" -> Optional.of("https");
      default -> Optional.empty();
    };
  }

  private static Optional<Integer> port(String text) {
    return HostPort.parse("x:" + text).map(HostPort::port);
  }

  private static Optional<String> last(Function<String, List<String>> headers, String name) {
    List<String> values = values(headers, name);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  private static List<String> values(Function<String, List<String>> headers, String name) {
    return headers.apply(name).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip)
        .toList();
  }
}
