package org.fanfare.wire.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.Tls;

/** Somebody with the cookies of a browser, who follows where it is sent. For one thread. */
final class Visitor {
  private static final int GREETINGS = 50;

  private final Server server;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      Tls.builder(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  private Visitor(Server server) {
    this.server = server;
  }

  /** Returns somebody who has not logged in. */
  static Visitor guest(Server server) {
    return new Visitor(server);
  }

  /** Returns somebody who has logged in, on the way to the page of the room. */
  static Visitor user(Server server, String name) {
    Visitor visitor = guest(server);
    assertThat(visitor.get("room").body()).contains("<title>Log in</title>");
    assertThat(visitor.logIn(name, name + "-s").body()).contains("<title>The room</title>");
    return visitor;
  }

  /** Sends the form of the login. */
  Answer logIn(String name, String password) {
    String form = "j_username=" + name + "&j_password=" + password;
    return post("j_security_check", "application/x-www-form-urlencoded", form);
  }

  Answer get(String path, String... headers) {
    return send(Http.request(at(path), headers).GET());
  }

  Answer post(String path, String type, String body, String... headers) {
    return send(
        Http.request(at(path), headers)
            .header("Origin", server.origin())
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  /** Orders an article; returns the status. */
  int order(String article, String seller) {
    String wanted = Json.write(Map.of("article", article, "seller", seller));
    return post("rest/orders", "application/json", wanted).status();
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Asks for an upgrade. */
  RawSocket upgrade(String route) throws IOException {
    String path = server.context().getPath() + route;
    String cookie =
        String.join("; ", cookies.get(at(route), Map.of()).getOrDefault("Cookie", List.of()));
    String origin = "Origin: " + server.origin();
    return cookie.isEmpty()
        ? RawSocket.upgrade(server, path, origin)
        : RawSocket.upgrade(server, path, origin, "Cookie: " + cookie);
  }

  /** Opens a WebSocket. */
  RawSocket open(String route) throws IOException {
    RawSocket socket = upgrade(route);
    if (socket.status() != 101) {
      throw new IOException("no upgrade: " + socket.answer());
    }
    return socket;
  }

  /** Says something in a room, or in the lobby. */
  static void say(RawSocket socket, String text) throws IOException {
    socket.send(RawSocket.TEXT, said(text));
  }

  static String said(String text) {
    return "{\"type\":\"say\",\"text\":\"" + text + "\"}";
  }

  /** Returns the next message. */
  static Map<String, Object> next(RawSocket socket) throws IOException {
    return Json.object(socket.message().text());
  }

  /** Returns the first message that says {@code text}, of those that greet who enters. */
  static Map<String, Object> heard(RawSocket socket, String text) throws IOException {
    Map<String, Object> next = next(socket);
    for (int i = 0; i < GREETINGS && !text.equals(next.get("text")); i++) {
      next = next(socket);
    }
    return next;
  }

  private URI at(String path) {
    return server.context().resolve(path);
  }
}
