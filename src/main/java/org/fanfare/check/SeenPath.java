package org.fanfare.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.security.ExternalView;
import org.fanfare.security.Origin;
import org.fanfare.security.TrustedProxies;
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
  /** Stands for an address that is not shown. The log of the server has it. */
  public static final String HIDDEN = "hidden, see the server's log";

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
   * Returns whether the address of the peer is kept back: it may be that of a proxy inside the
   * operator's network, which is nobody's business. A loopback address says nothing, and a peer
   * that no proxy's header came from is the client itself.
   */
  public boolean hidesPeer() {
    return (trusted || !headers.isEmpty()) && !isLoopback();
  }

  /** Returns the address of the peer, or {@link #HIDDEN}. */
  public String shownPeer() {
    return hidesPeer() ? HIDDEN : peer;
  }

  /** Returns the address of the client, or {@link #HIDDEN} if it is that of the peer. */
  public String shownClient() {
    return hidesPeer() && outside.clientAddress().equals(clientOfPeer())
        ? HIDDEN
        : outside.clientAddress();
  }

  private String clientOfPeer() {
    return new TrustedProxies(List.of()).outside(peer, false, 0, name -> List.of()).clientAddress();
  }

  private boolean isLoopback() {
    return new ExternalView("http", peer.contains(":") ? "[" + peer + "]" : peer, 0, peer)
        .isLoopback();
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
                  + named()
                  + ", which is not among the trusted proxies: it changed nothing. If "
                  + named()
                  + " is your proxy, trust it",
              trustingIt(),
              "",
              ""));
    }
    if (trusted && !headers.contains("X-Forwarded-For") && !headers.contains("Forwarded")) {
      findings.add(
          new Finding(
              "The proxy does not say for whom it speaks: every client has its address",
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
    return trusted ? "" : "trusted-proxies = [\"" + (hidesPeer() ? "ADDRESS" : peer) + "\"]";
  }

  private String named() {
    return hidesPeer() ? "an address that the server's log names" : peer;
  }
}
