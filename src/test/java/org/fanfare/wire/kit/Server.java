package org.fanfare.wire.kit;

import static org.fanfare.wire.kit.Waiting.soon;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the server under test is: the address of its context, which ends with a slash.
 *
 * @param context for example {@code http://127.0.0.1:8080/fanfare/}
 */
public record Server(URI context) {
  private static final Set<Server> SERVING = ConcurrentHashMap.newKeySet();

  /** Throws {@link IllegalArgumentException} for an address without a closing slash. */
  public Server {
    if (!context.getPath().endsWith("/")) {
      throw new IllegalArgumentException("the context must end with a slash: " + context);
    }
  }

  /**
   * Returns the server at the address that Arquillian gave, on the loopback address, as soon as it
   * serves.
   *
   * <p>Of the address only the port is taken: an adapter that reads the server's output may miss
   * the context, which is that of {@link Deployments#NAME} in any case.
   */
  public static Server at(URL address) {
    return at(address, Deployments.NAME.replace(".war", ""));
  }

  /** The same, of an application whose context has another name. */
  public static Server at(URL address, String context) {
    Server server =
        new Server(URI.create("http://127.0.0.1:" + address.getPort() + "/" + context + "/"));
    if (SERVING.add(server)) {
      soon("the first answer")
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(50))
          .until(server::serves);
    }
    return server;
  }

  /** Tells whether it answers as it should. */
  boolean serves() {
    try (RawHttp probe = RawHttp.to(this)) {
      return probe
          .request(this, "GET", target("-", ""))
          .response()
          .problem()
          .equals("400 invalid-name");
    } catch (IOException | NumberFormatException notYet) {
      // Nobody listens; or the probe was given that very port for its own end, and read its
      // request.
      return false;
    }
  }

  /** Returns the same context reached through {@code relay}. */
  public Server through(Relay relay) {
    return at(relay.port(), context.getScheme());
  }

  /** Returns the same context behind a proxy that speaks {@code scheme} on {@code port}. */
  public Server at(int port, String scheme) {
    return new Server(URI.create(scheme + "://127.0.0.1:" + port + context.getPath()));
  }

  /** Returns the address of {@code groups}, with a {@code query} unless it is empty. */
  public URI groups(String groups, String query) {
    return context.resolve("groups/" + groups + (query.isEmpty() ? "" : "?" + query));
  }

  /** Returns the same address for a WebSocket. */
  public URI socket(String groups, String query) {
    return URI.create(groups(groups, query).toString().replaceFirst("^http", "ws"));
  }

  /** Returns the address of {@code path} under {@code api/}. */
  public URI api(String path) {
    return context.resolve("api/" + path);
  }

  /** Returns the path and query of {@link #groups}, as a request line has it. */
  public String target(String groups, String query) {
    return context.getPath() + "groups/" + groups + (query.isEmpty() ? "" : "?" + query);
  }

  /** Returns the port on 127.0.0.1. */
  public int port() {
    return context.getPort();
  }

  /** Tells whether clients speak TLS with it. */
  public boolean isSecure() {
    return context.getScheme().equals("https");
  }

  /** Returns the {@code Origin} of its own pages. */
  public String origin() {
    return context.getScheme() + "://" + host();
  }

  /** Returns the value of a right {@code Host} header. */
  public String host() {
    return "127.0.0.1:" + port();
  }
}
