package org.fanfare.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that answers the first request of each group of attempts as a proxy does whose back end
 * starts, and the next one as Fanfare does, by 202. It keeps what it was asked. Safe for threads.
 */
final class Attempts implements AutoCloseable {
  private static final String ACCEPTED = "{\"cursor\":\"c1\",\"offsets\":{\"news.gate\":1}}";
  private static final String READ =
      "{\"cursor\":\"c2\",\"gaps\":[],\"publications\":[{\"json\":{\"goals\":[2,1]}}]}";

  /** One request that publishes. */
  record Attempt(String path, String authorization, String type, String key, String body) {}

  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  Attempts() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/fanfare/groups/", this::answer);
    server.start();
  }

  /** Returns where it is, as {@code http://localhost:8080} stands on the pages. */
  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  List<Attempt> all() {
    return List.copyOf(attempts);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (exchange.getRequestMethod().equals("GET")) {
      send(exchange, 200, "application/json", READ);
      return;
    }
    attempts.add(
        new Attempt(
            exchange.getRequestURI().getPath(),
            header(exchange, "Authorization"),
            header(exchange, "Content-Type"),
            header(exchange, "Idempotency-Key"),
            body));
    if (attempts.size() % 2 == 1 && !header(exchange, "Idempotency-Key").isEmpty()) {
      send(exchange, 404, "text/html", "<h1>Not found</h1>");
    } else {
      send(exchange, 202, "application/json", ACCEPTED);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
