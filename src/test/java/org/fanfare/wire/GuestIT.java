package org.fanfare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.DeployedInTurn;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * An application with Faces, REST at {@code /}, filters, a WebSocket and a login is as it was when
 * Fanfare is put into its {@code WEB-INF/lib}, and has the group URL besides. It is deployed twice:
 * first as it is, so that the class has to run as a whole, then with Fanfare.
 */
@ArquillianTest
@Tag("full")
@Tag("guest")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuestIT {
  private static final String ALONE = "alone";
  private static final String WITH_FANFARE = "with Fanfare";

  /**
   * Contexts whose names are equally long, since they are in responses, and so is their length.
   * That of the WAR is none of them: Open Liberty keeps a login for a context whose application has
   * gone.
   */
  private static final String CONTEXT = "hostapp";

  private static final String GUEST_CONTEXT = "hostfan";

  private static final String ANNA = "Authorization: " + basic("anna:secret-of-anna");

  /** What servers set of their own, for sessions and logins: a token, another one each time. */
  private static final Pattern COOKIE =
      Pattern.compile("(JSESSIONID|LtpaToken2|oam[.]Flash[.]RENDERMAP[.]TOKEN)=[^;]+");

  private static final int TOO_LARGE = 64 * 1024 + 1;
  private static final int SOCKETS = 40;

  private static final Map<String, String> BEFORE = new TreeMap<>();
  private static final DeployedInTurn DEPLOYED = new DeployedInTurn();

  @ArquillianResource private Deployer deployer;

  @Deployment(name = ALONE, managed = false, testable = false)
  static WebArchive alone() {
    return Deployments.host(CONTEXT, Rest.class.getPackage());
  }

  @Deployment(name = WITH_FANFARE, managed = false, testable = false)
  static WebArchive withFanfare() {
    return Deployments.withFanfare(
        Deployments.host(GUEST_CONTEXT, Rest.class.getPackage()),
        """
          groups = [
            { match = "open.*", join = anyone, publish = anyone, max-groups = 1000 }
            { match = "staff.*", join = "role:staff", publish = user }
          ]
        """);
  }

  @BeforeEach
  void deploy(TestInfo test) {
    DEPLOYED.deploy(deployer, test);
  }

  @Test
  @Order(1)
  @OperateOnDeployment(ALONE)
  void theHostServes(@ArquillianResource URL address) throws IOException {
    Server host =
        new Server(URI.create("http://127.0.0.1:" + address.getPort() + "/" + CONTEXT + "/"));
    await().until(() -> Http.get(host.context().resolve("orders")).status() == 200);

    BEFORE.putAll(everythingOfTheHost(host));

    assertThat(BEFORE.get("GET faces/page.xhtml")).startsWith("200").contains("<title>The host");
    assertThat(BEFORE.get("GET orders")).startsWith("200").contains("{\"orders\":7}");
    assertThat(BEFORE.get("GET orders/x")).startsWith("418").contains("host: no order x");
    assertThat(BEFORE.get("GET orders/broken")).contains("host: the host's own failure");
    assertThat(BEFORE.get("GET private/me")).startsWith("401");
    assertThat(BEFORE.get("GET private/me " + ANNA)).contains("anna of the staff");
    assertThat(BEFORE.get("echo")).startsWith("101").contains("a: hello");
    assertThat(BEFORE.get("GET orders")).containsIgnoringCase("X-Chain=first second");
  }

  @Test
  @Order(2)
  @OperateOnDeployment(WITH_FANFARE)
  void everythingOfTheHostIsAsItWas(@ArquillianResource URL address) throws IOException {
    Map<String, String> after = everythingOfTheHost(Server.at(address, GUEST_CONTEXT));

    assertThat(BEFORE).as("what was before: run the whole class").isNotEmpty();
    assertThat(after).isEqualTo(BEFORE);
  }

  @Test
  @Order(2)
  @OperateOnDeployment(WITH_FANFARE)
  void theGroupUrlIsServedOnEveryTransport(@ArquillianResource URL address) {
    Server server = Server.at(address, GUEST_CONTEXT);
    String group = Groups.open();
    List<Listener> listeners = new ArrayList<>();
    try {
      for (ReadTransport face : ReadTransport.values()) {
        listeners.add(face.listen(server, group, StartAt.now()));
      }

      Answer accepted = Http.post(server.groups(group, ""), "text/plain", "hello");

      assertThat(accepted.status()).isEqualTo(202);
      assertThat(accepted.header("X-Chain")).as("the host's filters").isEqualTo("first second");
      await().until(() -> listeners.stream().allMatch(listener -> listener.size() == 1));
    } finally {
      listeners.forEach(Listener::close);
    }
    assertThat(Http.get(server.groups("demo.board", "wait=0")).problem())
        .as("there is no demo")
        .isEqualTo("403 refused");
  }

  @Test
  @Order(2)
  @OperateOnDeployment(WITH_FANFARE)
  void whoHasLoggedInToTheHostIsTheUserOfTheRules(@ArquillianResource URL address)
      throws IOException {
    Server server = Server.at(address, GUEST_CONTEXT);

    assertThat(Http.get(server.groups("staff.a", "wait=0")).problem())
        .isEqualTo("401 unauthenticated");
    try (RawHttp raw = RawHttp.to(server);
        RawSocket anna = RawSocket.upgrade(server, server.target("staff.a", "last=1"), ANNA)) {
      raw.request(server, "POST", server.target("staff.a", ""), ANNA, "Content-Length: 5");
      raw.send("hello");

      assertThat(raw.response().status()).isEqualTo(202);
      assertThat(anna.message().text()).isEqualTo("hello");
    }
  }

  /** Rule P34, on the wire. */
  @Test
  @Order(2)
  @OperateOnDeployment(WITH_FANFARE)
  void eachUserReadsOneGroupUnderANameThatIsTheSameForAll(@ArquillianResource URL address)
      throws IOException {
    Server server = Server.at(address, GUEST_CONTEXT);

    assertThat(Http.get(server.groups("user.~", "wait=0")).problem())
        .isEqualTo("401 unauthenticated");
    try (RawHttp raw = RawHttp.to(server)) {
      raw.request(server, "GET", server.target("user.~", "wait=0"), ANNA);
      assertThat(raw.response().status()).isEqualTo(200);

      raw.request(server, "GET", server.target("user.anna", "wait=0"), ANNA);
      assertThat(raw.response().status()).isEqualTo(200);

      raw.request(server, "GET", server.target("user.bob", "wait=0"), ANNA);
      assertThat(raw.response().problem()).isEqualTo("403 refused");
    }
    try (RawHttp raw = RawHttp.to(server)) {
      raw.request(server, "POST", server.target("user.~", ""), ANNA, "Content-Length: 0");
      assertThat(raw.response().problem()).isEqualTo("403 refused");
    }
  }

  @Test
  @Order(2)
  @OperateOnDeployment(WITH_FANFARE)
  void itsScriptsPagesAndNumbersAreBelowOnePath(@ArquillianResource URL address) {
    Server server = Server.at(address, GUEST_CONTEXT);
    URI folder = server.context().resolve("fanfare/");
    String bearer = "Bearer " + Deployments.KEY;

    Answer script = Http.get(folder.resolve("fanfare.js"));
    Answer check = Http.get(folder.resolve("check"), "Accept", "text/html");
    Answer live = Http.get(server.groups(Groups.open(), ""), "Accept", "text/html");
    Answer statistics = Http.get(folder.resolve("api/statistics"), "Authorization", bearer);
    Answer metrics = Http.get(folder.resolve("api/metrics"), "Authorization", bearer);

    assertThat(script.status()).isEqualTo(200);
    assertThat(script.header("Content-Type")).startsWith("text/javascript");
    assertThat(script.body()).contains("globalThis.Fanfare");
    assertThat(
            Http.get(folder.resolve("fanfare.js"), "If-None-Match", script.header("ETag")).status())
        .isEqualTo(304);
    assertThat(check.status()).isEqualTo(200);
    assertThat(check.body()).contains("src=\"../fanfare/check.js\"");
    assertThat(live.status()).isEqualTo(200);
    assertThat(live.body()).contains("src=\"../fanfare/live.js\"");
    assertThat(statistics.json()).containsKey("connections");
    assertThat(metrics.body()).contains("fanfare_connections{transport=\"websocket\"}");
    assertThat(Http.get(folder.resolve("api/metrics")).problem()).isEqualTo("401 unauthenticated");
    assertThat(Http.get(folder.resolve("api/other"), "Authorization", bearer).problem())
        .isEqualTo("404 not-found");
    assertThat(Http.get(folder.resolve("other.js")).problem()).isEqualTo("404 not-found");
  }

  @Test
  @Order(2)
  @OperateOnDeployment(WITH_FANFARE)
  void socketsThatOpenAtTheSameTimeAreEachOfTheirOwnGroup(@ArquillianResource URL address) {
    Server server = Server.at(address, GUEST_CONTEXT);
    List<String> groups = IntStream.range(0, SOCKETS).mapToObj(i -> Groups.open()).toList();
    List<FanfareSocket> sockets =
        groups.stream()
            .map(
                group ->
                    CompletableFuture.supplyAsync(
                        () -> FanfareSocket.open(server, group, StartAt.now())))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    try {
      groups.forEach(group -> Http.post(server.groups(group, ""), "text/plain", "to " + group));

      for (int i = 0; i < SOCKETS; i++) {
        sockets.get(i).hears("to " + groups.get(i));
      }
    } finally {
      sockets.forEach(FanfareSocket::close);
    }
  }

  @Test
  @Order(2)
  @OperateOnDeployment(WITH_FANFARE)
  void aMessageThatIsTooLargeClosesItsSocket(@ArquillianResource URL address) throws IOException {
    Server server = Server.at(address, GUEST_CONTEXT);
    try (RawSocket socket = RawSocket.open(server, Groups.open(), "", "")) {
      assertThat(
              socket.closingWhile(
                  () -> socket.send(true, RawSocket.TEXT, "x".repeat(TOO_LARGE).getBytes(UTF_8))))
          .startsWith("1009");
    }
  }

  @Test
  @Order(3)
  @OperateOnDeployment(WITH_FANFARE)
  void whenTheHostIsUndeployedItsClientsAreToldToComeBack(@ArquillianResource URL address)
      throws IOException {
    Server server = Server.at(address, GUEST_CONTEXT);
    try (RawSocket socket = RawSocket.open(server, Groups.open(), "", "fanfare")) {
      assertThat(socket.message().text()).contains("\"hello\"");

      DEPLOYED.undeploy(deployer);

      assertThat(socket.closing()).matches("(1001|1012) .*");
    }
  }

  /** What the host answers to each request, as it comes, but for times and its own address. */
  private static Map<String, String> everythingOfTheHost(Server host) throws IOException {
    Map<String, String> answers = new TreeMap<>();
    for (String path :
        List.of(
            "",
            "index.html",
            "faces/page.xhtml",
            "faces/jakarta.faces.resource/host.css",
            "orders",
            "orders/x",
            "orders/broken",
            "nothing",
            "check",
            "api/statistics",
            "statistics",
            "metrics",
            "assets/fanfare.js",
            "echo/a",
            "private/me")) {
      ask(answers, host, "GET", path, "");
      ask(answers, host, "HEAD", path, "");
    }
    ask(answers, host, "GET", "private/me", "", ANNA);
    ask(answers, host, "GET", "private/me", "", "Authorization: " + basic("anna:wrong"));
    ask(answers, host, "GET", "orders", "", "Authorization: Bearer of something else");
    ask(answers, host, "GET", "orders", "", "Origin: https://other.example");
    ask(answers, host, "POST", "orders", "order", "Content-Type: text/plain");
    ask(
        answers,
        host,
        "POST",
        "faces/page.xhtml",
        "form=form&form%3Aname=Anna&form%3Agreet=Greet&jakarta.faces.ViewState=stateless",
        "Content-Type: application/x-www-form-urlencoded");
    try (RawSocket socket =
        RawSocket.upgrade(
            host, host.context().getPath() + "echo/a", "Sec-WebSocket-Protocol: host")) {
      socket.send(RawSocket.TEXT, "hello");
      answers.put(
          "echo",
          shown(host, new RawHttp.Response(socket.status(), socket.headers(), ""))
              + socket.message().text());
    }
    return answers;
  }

  private static void ask(
      Map<String, String> answers,
      Server host,
      String method,
      String path,
      String body,
      String... headers)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of(headers));
    if (!body.isEmpty()) {
      lines.add("Content-Length: " + body.length());
    }
    try (RawHttp raw = RawHttp.to(host)) {
      raw.request(host, method, host.context().getPath() + path, lines.toArray(String[]::new));
      raw.send(body);
      RawHttp.Response answer = method.equals("HEAD") ? raw.head() : raw.response();
      answers.put(
          String.join(" ", method, path, String.join(" ", headers)).strip(), shown(host, answer));
    }
  }

  private static String shown(Server host, RawHttp.Response answer) {
    Map<String, String> headers = new TreeMap<>();
    answer.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    headers.remove("date");
    headers.keySet().removeAll(List.of("etag", "last-modified")); // of files: when it was deployed
    headers.computeIfPresent("set-cookie", (name, value) -> COOKIE.matcher(value).replaceAll("$1"));
    String context = host.context().getPath().replaceFirst("/$", "");
    return (answer.status() + " " + headers + "\n" + answer.body())
        .replace(host.host(), "host:port")
        .replaceAll(Pattern.quote(context) + "(?![.\\w])", "/context");
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }
}
