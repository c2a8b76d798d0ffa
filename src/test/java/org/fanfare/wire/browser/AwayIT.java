package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.net.URL;
import java.util.List;
import java.util.stream.IntStream;
import org.fanfare.wire.consumers.Chat;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Nginx;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.Relay;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page or a server that was away: a closed lid, an application that is deployed again, a proxy
 * that holds back what it passes on; and a page that leaves its conversation to a worker. Rules
 * P28, P40, P45 and P49.
 */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class AwayIT {
  private static final String NAME = "away";
  private static final String WORKER =
      """
      import Fanfare from "./fanfare/fanfare.mjs";

      const parrot = new Fanfare("parrot");
      parrot.onmessage = ({ data }) => postMessage(`${parrot.transport} ${data}`);
      onmessage = ({ data }) => parrot.send(data);
      parrot.onopen = () => postMessage("open");
      """;

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL address;
  private Server server;

  @Deployment(testable = false)
  static WebArchive application() {
    return Deployments.withFanfare(
            Deployments.host(NAME, Rest.class.getPackage()).addPackage(Chat.class.getPackage()), "")
        .addAsWebResource(new StringAsset(WORKER), "worker.js");
  }

  @BeforeEach
  void isServed() {
    server = Server.at(address, NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void aPageThatWasFrozenWhileItsLinkBrokeHearsEverythingWhenItThaws(String transport) {
    try (Relay relay = Relay.to(server)) {
      Server behindRelay = server.through(relay);
      Tab tab = open(behindRelay, transport);
      Talking ann = Talking.to(behindRelay, "chat/lid?name=ann", tab).isCarriedBy(transport);
      Talking bob =
          Talking.to(server, "chat/lid?name=bob", open(server, "websocket"))
              .isCarriedBy("websocket");
      tab.page()
          .evaluate(
              "() => { window.seen = [];"
                  + " for (const each of ['freeze', 'resume'])"
                  + " document.addEventListener(each, () => seen.push(each)); }");
      CDPSession lid = tab.page().context().newCDPSession(tab.page());

      set(lid, "frozen");
      relay.cutOnce();
      List<String> said = IntStream.rangeClosed(1, 20).mapToObj(each -> "line " + each).toList();
      said.forEach(bob::say);
      bob.hasHeardSaying("line 20");
      set(lid, "active");

      ann.hasHeardSaying("line 20");
      assertThat(ann.said()).isEqualTo(said.stream().map(each -> "bob: " + each).toList());
      assertThat(ann.heard()).noneMatch(each -> each.startsWith("gap"));
      assertThat(tab.page().evaluate("seen")).isEqualTo(List.of("freeze", "resume"));
    }
  }

  private static void set(CDPSession page, String state) {
    JsonObject wanted = new JsonObject();
    wanted.addProperty("state", state);
    page.send("Page.setWebLifecycleState", wanted);
  }

  @Test
  void whereAProxyHoldsBackEventsPollsAreMade() {
    try (Proxy nginx =
        Nginx.plain()
            .edit("127.0.0.1:8080", server.host())
            .edit("proxy_buffering off;", "proxy_ignore_headers X-Accel-Buffering;")
            .edit("gzip off;", "gzip on; gzip_proxied any; gzip_types text/event-stream;")
            .edit("location /fanfare/", "location /" + NAME + "/")
            .http("include fanfare/fanfare-upstream.conf;")
            .inServer("include fanfare/fanfare.conf;")
            .start()) {
      Server behindNginx = server.at(nginx.port(), "http");
      Talking talk = Talking.to(behindNginx, "parrot", open(behindNginx, "sse"));

      talk.isCarriedBy("poll");
      talk.send("hello");

      assertThat(talk.heardUntil("hello")).containsExactly("open", "hello");
    }
  }

  @Test
  void aWorkerTalksAsAPageDoes() {
    Tab tab = open(server, "websocket");
    tab.page()
        .evaluate(
            """
            url => {
              window.heard = [];
              window.worker = new Worker(url, { type: "module" });
              worker.onmessage = ({ data }) => heard.push(data);
            }
            """,
            server.context().resolve("worker.js").toString());
    tab.until("heard.includes('open')");

    tab.page().evaluate("worker.postMessage('from a worker')");
    tab.until("heard.length === 2");

    assertThat(tab.page().evaluate("heard")).isEqualTo(List.of("open", "websocket from a worker"));
  }

  private Tab open(Server from, String transport) {
    Tab tab = chromium.openScriptOfJar(from);
    Talking.blockAllBut(transport, tab);
    return tab;
  }
}
