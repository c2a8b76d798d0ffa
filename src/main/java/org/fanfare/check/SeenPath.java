package org.fanfare.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fanfare.security.Outside;
import org.jspecify.annotations.Nullable;

/**
 * What the server sees of the path that one request took. Immutable.
 *
 * @param outside the server as it believes to be seen, and the client
 * @param peer the address of whoever opened the TCP connection
 * @param trusted whether the peer is one of the trusted proxies
 * @param headers the headers of {@link #FORWARDED} that the request had
 * @param heartbeat the node's heartbeat
 */
public record SeenPath(
    Outside outside, String peer, boolean trusted, List<String> headers, Duration heartbeat) {
  /** The headers with which a proxy tells whom it speaks for. */
  public static final List<String> FORWARDED =
      List.of(
          "X-Forwarded-For",
          "X-Forwarded-Proto",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "Forwarded");

  /** Copies the headers. */
  public SeenPath {
    headers = List.copyOf(headers);
  }

  /** The origin of the server as it believes to be seen. */
  public String origin() {
    boolean usual = outside.port() == (outside.scheme().equals("https") ? 443 : 80);
    return outside.scheme() + "://" + outside.host() + (usual ? "" : ":" + outside.port());
  }

  /**
   * What should be changed.
   *
   * @param shown the origin at which the client found the server, as its address line shows it;
   *     null if it did not say
   */
  public List<Finding> findings(@Nullable String shown) {
    List<Finding> findings = new ArrayList<>();
    if (!trusted && !headers.isEmpty()) {
      findings.add(
          new Finding(
              String.join(", ", headers)
                  + " came from "
                  + peer
                  + ", which is not among the trusted proxies: it changed nothing. If "
                  + peer
                  + " is your proxy, trust it",
              "trusted-proxies = [\"" + peer + "\"]",
              "",
              ""));
    }
    if (trusted && !headers.contains("X-Forwarded-For") && !headers.contains("Forwarded")) {
      findings.add(
          new Finding(
              "The proxy "
                  + peer
                  + " does not say for whom it speaks: every client has its address",
              "",
              "ProxyAddHeaders On",
              "proxy_set_header X-Forwarded-For $remote_addr;"));
    }
    if (shown != null) {
      compare(shown, findings);
    }
    return findings;
  }

  private void compare(String shown, List<Finding> findings) {
    URI uri = parsed(shown);
    if (uri == null || uri.getScheme() == null || uri.getHost() == null) {
      findings.add(
          new Finding(
              "'origin' is not the origin of a page; right is one such as https://www.example.org",
              "",
              "",
              ""));
      return;
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals(outside.scheme())) {
      findings.add(
          new Finding(
              "The page came over "
                  + scheme
                  + ", the server sees "
                  + outside.scheme()
                  + ": pages of your own are refused as foreign",
              trusted ? "" : "trusted-proxies = [\"" + peer + "\"]",
              "RequestHeader set X-Forwarded-Proto " + scheme,
              "proxy_set_header X-Forwarded-Proto $scheme;"));
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    int port = uri.getPort() == -1 ? usual : uri.getPort();
    if (!host.equals(outside.host()) || port != outside.port()) {
      findings.add(
          new Finding(
              "The page came from "
                  + host
                  + ":"
                  + port
                  + ", the server sees "
                  + outside.host()
                  + ":"
                  + outside.port()
                  + ": pages of your own are refused as foreign",
              trusted ? "" : "trusted-proxies = [\"" + peer + "\"]",
              "ProxyPreserveHost On",
              "proxy_set_header Host $http_host;"));
    }
  }

  private static @Nullable URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
