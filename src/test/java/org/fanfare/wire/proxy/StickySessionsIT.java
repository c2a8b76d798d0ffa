package org.fanfare.wire.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fanfare.wire.consumers.Chat;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Node;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.ProxyFile;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.Site;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rule P53: a session lives on its node, to which a proxy in front of several leads its client by a
 * cookie; a request that comes to another node is told so.
 */
@Tag("payara")
@Tag("proxy")
@Tag("full")
class StickySessionsIT {
  private static final String SESSION = "Fanfare-Session";
  private static final String CARRIED = "the message again";
  private static final int MANY = 20; // of them, chance sends not all to the same node
  private static final Map<ProxyFile, Proxy> PROXIES = new EnumMap<>(ProxyFile.class);
  private static Node first;
  private static Node second;

  @BeforeAll
  static void twoNodesAreActive() {
    first = Node.start(application(), "");
    second = Node.start(application(), "");
    Site both =
        Site.of(first.awaitServing().server())
            .and(second.awaitServing().server().host())
            .routes("parrot");
    for (ProxyFile file : List.of(ProxyFile.HTTPD_CLUSTER, ProxyFile.NGINX_CLUSTER)) {
      PROXIES.put(file, file.start(both));
    }
  }

  private static WebArchive application() {
    return Deployments.withFanfare(
        Deployments.host("consumers", Rest.class.getPackage()).addPackage(Chat.class.getPackage()),
        "  trusted-proxies = [ \"127.0.0.1\" ]\n");
  }

  @AfterAll
  static void theyEnd() {
    PROXIES.values().forEach(Proxy::close);
    PROXIES.clear();
    first.close();
    second.close();
  }

  private static URI parrot(Server server, String query) {
    return server.context().resolve("parrot" + query);
  }

  private static Server through(ProxyFile file) {
    return first.server().at(PROXIES.get(file).port(), file.scheme());
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTPD_CLUSTER", "NGINX_CLUSTER"})
  void aClientWithItsCookieStaysOnTheNodeOfItsSession(ProxyFile file) throws IOException {
    Server server = through(file);
    for (int i = 0; i < MANY; i++) { // on both nodes
      Answer opened = opens(server);
      String cookie = cookie(opened);
      String id = id(opened);

      assertThat(says(server, id, cookie, 1).body()).isEqualTo("{\"ack\":1}");
      assertThat(Http.get(parrot(server, "?ack=0"), SESSION, id, "Cookie", cookie).body())
          .isEqualTo("{\"frames\":[{\"down\":[[1,\"message 1\"]],\"ack\":1}]}");
      try (EventStream stream =
          EventStream.of(parrot(server, "?ack=0"), SESSION, id, "Cookie", cookie)) {
        assertThat(stream.status()).isEqualTo(200);
      }
      try (RawSocket socket = resumes(server, id, "Cookie: " + cookie)) {
        assertThat(greeting(socket)).isEqualTo(CARRIED);
      }
      assertThat(says(server, id, cookie, 2).body()).isEqualTo("{\"ack\":2}");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTPD_CLUSTER", "NGINX_CLUSTER"})
  void aRequestThatComesToAnotherNodeIsToldSo(ProxyFile file) throws IOException {
    Server server = through(file);
    String id = id(opens(server));
    Set<String> answers = new TreeSet<>();
    Set<String> greetings = new TreeSet<>();

    for (int i = 0; i < MANY; i++) {
      Answer answer = says(server, id, "none=", 1);
      answers.add(answer.status() == 200 ? answer.body() : answer.problem());
    }
    for (int i = 0; i < MANY; i++) {
      try (RawSocket socket = resumes(server, id)) {
        greetings.add(greeting(socket));
      }
    }

    assertThat(answers).containsExactlyInAnyOrder("{\"ack\":1}", "421 other-node");
    assertThat(greetings).containsExactlyInAnyOrder(CARRIED, "4421 other-node");
  }

  /** How a WebSocket begins that goes on with a session in which one message has come back. */
  private static String greeting(RawSocket socket) throws IOException {
    RawSocket.Frame frame = socket.message();
    while (frame.opcode() == RawSocket.TEXT && !frame.text().contains("message 1")) {
      frame = socket.message();
    }
    return frame.opcode() == RawSocket.CLOSE ? frame.closing() : CARRIED;
  }

  private static Answer opens(Server server) {
    Answer opened = Http.post(parrot(server, ""), "application/json", "", SESSION, "new");
    assertThat(opened.status()).as(opened.body()).isEqualTo(201);
    return opened;
  }

  private static String id(Answer opened) {
    return (String) Json.asObject(opened.json().get("open")).get("session");
  }

  /** The cookie that the proxy gives somebody whom it does not know. */
  private static String cookie(Answer opened) {
    String cookie = opened.header("Set-Cookie");
    assertThat(cookie).startsWith("fanfare_").contains("HttpOnly");
    return cookie.replaceFirst(";.*", "");
  }

  private static Answer says(Server server, String id, String cookie, int number) {
    String up = "{\"up\":[[%d,\"message %d\"]]}".formatted(number, number);
    return Http.post(parrot(server, ""), "application/json", up, SESSION, id, "Cookie", cookie);
  }

  private static RawSocket resumes(Server server, String id, String... more) throws IOException {
    String[] headers = new String[more.length + 1];
    System.arraycopy(more, 0, headers, 1, more.length);
    headers[0] = "Sec-WebSocket-Protocol: fanfare.resume";
    RawSocket socket = RawSocket.upgrade(server, parrot(server, "").getPath(), headers);
    socket.send(RawSocket.TEXT, "{\"resume\":{\"session\":\"" + id + "\",\"ack\":0}}");
    return socket;
  }
}
