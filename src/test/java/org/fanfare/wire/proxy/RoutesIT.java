package org.fanfare.wire.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.Arrays;
import java.util.Map;
import org.fanfare.wire.consumers.Chat;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Httpd;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Nginx;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The routes of an application's consumers, through the proxies that know of them. */
@ArquillianTest
@Tag("payara")
@Tag("proxy")
@Tag("full")
class RoutesIT {
  private static final String CONTEXT = "consumers";
  private static final String ROUTES = "chat|parrot|troubles";
  private static final String SESSION = "Fanfare-Session";

  @ArquillianResource private URL address;

  @Deployment(testable = false)
  static WebArchive application() {
    return Deployments.withFanfare(
        Deployments.host(CONTEXT, Rest.class.getPackage()).addPackage(Chat.class.getPackage()),
        """
          groups = [ { match = "open.*", join = anyone, publish = nobody } ]
          trusted-proxies = [ "127.0.0.1" ]
        """);
  }

  /** What stands in front of the application. */
  enum Front {
    HTTPD {
      @Override
      Proxy start(String backend) {
        return httpd(backend, "proxy", "proxy_http", "headers")
            .inVirtualHost("Include fanfare/fanfare.conf")
            .start();
      }
    },
    WSTUNNEL {
      @Override
      Proxy start(String backend) {
        return httpd(backend, "proxy", "proxy_http", "proxy_wstunnel", "rewrite", "headers")
            .inVirtualHost(
                "ProxyWebsocketFallbackToProxyHttp Off", "Include fanfare/fanfare-wstunnel.conf")
            .start();
      }
    },
    NGINX {
      @Override
      Proxy start(String backend) {
        String routes = "map $uri $fanfare_route {\n  default \"\";\n";
        return Nginx.plain()
            .edit("127.0.0.1:8080", backend)
            .edit("location /fanfare/ {", "location /" + CONTEXT + "/ {")
            .edit(routes, routes + "  \"~^/" + CONTEXT + "/(" + ROUTES + ")(/|$)\" 1;\n")
            .http("include fanfare/fanfare-upstream.conf;")
            .inServer("include fanfare/fanfare.conf;")
            .start();
      }
    };

    abstract Proxy start(String backend);

    private static Httpd httpd(String backend, String... modules) {
      return Httpd.with(modules)
          .define("FANFARE_BACKEND", backend)
          .define("FANFARE_PATH", "/" + CONTEXT)
          .define("FANFARE_ROUTES", "\"" + ROUTES + "\"");
    }
  }

  private Server behind() {
    return Server.at(address, CONTEXT);
  }

  private Server through(Proxy proxy) {
    return behind().at(proxy.port(), "http");
  }

  @ParameterizedTest
  @EnumSource
  void aBareWebSocketTalksToItsConsumer(Front front) throws IOException {
    try (Proxy proxy = front.start(behind().host());
        RawSocket socket = RawSocket.upgrade(through(proxy), "/" + CONTEXT + "/parrot")) {
      assertThat(socket.status()).isEqualTo(101);

      socket.send(RawSocket.TEXT, "hello");

      assertThat(socket.message().text()).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSessionGoesOnOverPollsStreamsAndAWebSocket(Front front) throws IOException {
    try (Proxy proxy = front.start(behind().host())) {
      Server server = through(proxy);
      URI parrot = server.context().resolve("parrot");
      Answer opened = Http.post(parrot, "application/json", "", SESSION, "new");
      String id = String.valueOf(((Map<?, ?>) opened.json().get("open")).get("session"));

      assertThat(opened.status()).isEqualTo(201);
      assertThat(up(parrot, id, 1, "one")).isEqualTo("{\"ack\":1}");
      assertThat(Http.get(server.context().resolve("parrot?ack=0"), SESSION, id).body())
          .isEqualTo("{\"frames\":[{\"down\":[[1,\"one\"]],\"ack\":1}]}");
      try (EventStream stream =
          EventStream.of(server.context().resolve("parrot?ack=1"), SESSION, id)) {
        up(parrot, id, 2, "two");
        await().until(() -> stream.events().stream().anyMatch(e -> e.data().contains("two")));
        try (RawSocket socket =
            RawSocket.upgrade(
                server, "/" + CONTEXT + "/parrot", "Sec-WebSocket-Protocol: fanfare.resume")) {
          socket.send(RawSocket.TEXT, "{\"resume\":{\"session\":\"" + id + "\",\"ack\":1}}");
          assertThat(firstDown(socket)).isEqualTo("[[2, two]]");
          await().until(stream::ended);
        }
      }
    }
  }

  private static String up(URI route, String id, int number, String text) {
    return Http.post(
            route, "application/json", "{\"up\":[[" + number + ",\"" + text + "\"]]}", SESSION, id)
        .body();
  }

  private static String firstDown(RawSocket socket) throws IOException {
    Object down = null;
    while (down == null) {
      down = ((Map<?, ?>) Json.parse(socket.message().text())).get("down");
    }
    return down.toString();
  }

  @ParameterizedTest
  @EnumSource
  void theClientOfASessionThatIsOverIsToldSoOnAStreamToo(Front front) throws IOException {
    try (Proxy proxy = front.start(behind().host())) {
      assertThat(events(proxy, "parrot", SESSION + ": gone").problem()).isEqualTo("404 no-session");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalOfTheConsumerReachesAnEventSource(Front front) throws IOException {
    try (Proxy proxy = front.start(behind().host())) {
      assertThat(events(proxy, "troubles/nowhere").problem()).isEqualTo("404 no-table");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEventSourceIsToldToComeBackWhileNobodyIsBehind(Front front) throws IOException {
    try (Proxy proxy = front.start("127.0.0.1:" + Proxy.freePort())) {
      RawHttp.Response source = events(proxy, "parrot");

      assertThat(source.status()).isEqualTo(200);
      assertThat(source.body()).contains("retry: 1000");
      assertThat(events(proxy, "parrot", SESSION + ": some").status()).isIn(502, 503, 504);
    }
  }

  /** Asks as a browser does: Java's client would send a length. */
  private RawHttp.Response events(Proxy proxy, String route, String... more) throws IOException {
    Server server = through(proxy);
    String[] headers = Arrays.copyOf(more, more.length + 1);
    headers[more.length] = "Accept: text/event-stream";
    try (RawHttp http = RawHttp.to(server)) {
      return http.request(server, "GET", "/" + CONTEXT + "/" + route, headers).response();
    }
  }
}
