package org.fanfare.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.security.ExternalView;
import org.fanfare.security.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What the server can observe about the path of one request. Immutable.
 *
 * @param outside the server as the client sees it, as far as the server knows, and the client
 * @param peer the remote address of the TCP connection
 * @param trusted whether the peer is a trusted proxy
 * @param headers the headers of {@link #FORWARDED} that the request had
 * @param listed the origins of other sites that Fanfare and the proxy list
 * @param heartbeat the node's heartbeat
 */
public record SeenPath(
    ExternalView outside,
    String peer,
    boolean trusted,
    List<String> headers,
    ListedOrigins listed,
    Duration heartbeat) {
  /** The headers with which a proxy describes the original request. */
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

  /** Returns the external origin of the server, as far as the server knows it. */
  public String origin() {
    return Origin.of(outside).text();
  }

  /**
   * Returns what should be changed.
   *
   * @param shown the server's origin as shown in the client's address bar; null if the client did
   *     not send it
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
              trustingIt(),
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
    if (trusted) {
      listed.finding().ifPresent(findings::add);
    }
    if (shown != null) {
      compare(shown, findings);
    }
    return findings;
  }

  private void compare(String shown, List<Finding> findings) {
    Origin page = Origin.parse(shown).orElse(null);
    if (page == null) {
      findings.add(
          new Finding(
              "'origin' is not the origin of a page; right is one such as https://www.example.org",
              "",
              "",
              ""));
      return;
    }
    if (!page.scheme().equals(outside.scheme())) {
      findings.add(
          new Finding(
              "The page came over "
                  + page.scheme()
                  + ", the server sees "
                  + outside.scheme()
                  + ": pages of your own are refused as foreign",
              trustingIt(),
              "RequestHeader set X-Forwarded-Proto " + page.scheme(),
              "proxy_set_header X-Forwarded-Proto $scheme;"));
    }
    if (!page.host().equals(outside.host()) || page.port() != outside.port()) {
      findings.add(
          new Finding(
              "The page came from "
                  + page.host()
                  + ":"
                  + page.port()
                  + ", the server sees "
                  + outside.host()
                  + ":"
                  + outside.port()
                  + ": pages of your own are refused as foreign",
              trustingIt(),
              "ProxyPreserveHost On",
              "proxy_set_header Host $http_host;"));
    }
  }

  /** Returns the setting that would make the peer trusted; empty if it is trusted already. */
  private String trustingIt() {
    return trusted ? "" : "trusted-proxies = [\"" + peer + "\"]";
  }
}
