package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.net.URL;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.BackEnd;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Httpd;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.SelfSigned;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages of the stand-alone WAR whose users a back end knows: the test is the back end, and two
 * browsers are anna and berta.
 */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
@Law(9)
class UserPagesIT {
  /** A site of its own on this machine, with one empty page. */
  private static final HttpServer SITE = OtherSite.serving(() -> "");

  private static final String LISTED = "http://127.0.0.1:" + SITE.getAddress().getPort();

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        """
          origins = ["%s"]
          sse.retry = 100ms
          trusted-proxies = ["127.0.0.1"]
          groups = [{ match = "user.~", join = own }]
        """
            .formatted(LISTED));
  }

  private Server server() {
    return Server.at(context);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "sse", "poll"})
  void eachReadsWhatIsHersIsPutOutByNameAndBackWithAnotherTicket(String transport) {
    Tab anna = chromium.openScript(server());
    Tab berta = chromium.openScript(server());
    readsHers(anna, "anna-" + transport, berta, "berta-" + transport, server(), transport);
  }

  @Test
  void theSameFromAPageOfAnotherOriginThroughHttpdOverTls() {
    try (Proxy httpd = httpd()) {
      Server behind = server().at(httpd.port(), "https");
      for (String transport : List.of("websocket", "sse", "poll")) {
        Tab carla = fromElsewhere(behind);
        Tab dora = fromElsewhere(behind);
        readsHers(carla, "carla-" + transport, dora, "dora-" + transport, behind, transport);
      }
    }
  }

  private Tab fromElsewhere(Server behind) {
    Tab tab = chromium.open(URI.create(LISTED), Look.WIDE_LIGHT);
    tab.page()
        .addScriptTag(
            new Page.AddScriptTagOptions()
                .setUrl(behind.context().resolve("assets/fanfare.js").toString()));
    return tab;
  }

  private void readsHers(
      Tab first, String one, Tab second, String other, Server shown, String transport) {
    listens(first, one, shown, transport);
    listens(second, other, shown, transport);

    publish("user." + one, "for " + one);
    publish("user." + other, "for " + other);
    first.until("heard.length === 1");
    second.until("heard.length === 1");
    assertThat(first.page().evaluate("heard")).isEqualTo(List.of("for " + one));
    assertThat(second.page().evaluate("heard")).isEqualTo(List.of("for " + other));

    await() // between two polls there is no connection
        .untilAsserted(
            () -> assertThat(api("GET", "users/" + one).body()).contains("\"connections\":1"));
    first.page().evaluate("() => { window.banned = true; }");
    first.mayComplain(); // of its attempts to come back
    assertThat(api("DELETE", "users/" + one + "/connections").body()).contains("\"connections\":1");
    first.until("talk.transport === 'none'");
    publish("user." + one, "welcome back");
    publish("user." + other, "still there");
    second.until("heard.length === 2");

    first.page().evaluate("() => { banned = false; dispatchEvent(new Event('online')); }");
    first.until("heard.length === 2");
    assertThat(first.page().evaluate("heard")).isEqualTo(List.of("for " + one, "welcome back"));
    first.page().close();
    second.page().close();
  }

  /** Has a page read the group of its user, with a ticket for each link. */
  private void listens(Tab tab, String user, Server shown, String transport) {
    tab.page().exposeFunction("ticket", x -> ticket(user));
    tab.page()
        .evaluate(
            """
            ([url, transport]) => {
              window.heard = [];
              window.banned = false;
              const getTicket = async () => {
                if (banned) throw new Error("no ticket for whoever was put out");
                return ticket();
              };
              window.talk = new Fanfare(url, [], { transport, getTicket });
              talk.onmessage = ({ data }) => heard.push(data);
            }
            """,
            List.of(shown.groups("user.~", "").toString(), transport));
    tab.until("talk.readyState === 1");
  }

  @Test
  void aPageThatHasLoggedInReadsWithThePlatformsOwnEventSourceUntilItLogsOut() {
    Tab emil = chromium.openBlank(server());
    emil.page()
        .evaluate(
            """
            async ([session, events]) => {
              window.heard = [];
              window.answer = await (await fetch(session, { method: "POST" })).text();
              window.source = new EventSource(events);
              source.onmessage = ({ data }) => heard.push(data);
              await new Promise((open) => (source.onopen = open));
            }
            """,
            List.of(
                server().context().resolve("session?ticket=" + ticket("emil")).toString(),
                server().groups("user.~", "").toString()));
    assertThat(emil.page().evaluate("answer")).isEqualTo("{\"user\":\"emil\",\"expires\":3600}");
    assertThat(emil.page().evaluate("document.cookie")).as("no script reads it").isEqualTo("");
    publish("user.emil", "first");
    emil.until("heard.includes('first')");

    emil.page().evaluate("url => fetch(url, { method: 'DELETE' })", session());
    emil.mayComplain(); // of the refusals that follow
    emil.until("source.readyState !== 1");
    publish("user.emil", "not for a guest");

    assertThat(emil.page().evaluate("heard")).isEqualTo(List.of("first"));
  }

  private String session() {
    return server().context().resolve("session").toString();
  }

  private BackEnd backEnd() {
    return new BackEnd(server(), Deployments.KEY);
  }

  private String ticket(String user) {
    return backEnd().ticket("{\"user\":\"" + user + "\"}");
  }

  private void publish(String group, String text) {
    backEnd().publish(group, text);
  }

  private Answer api(String method, String route) {
    return backEnd().call(method, route);
  }

  private Proxy httpd() {
    return SelfSigned.on(
            Httpd.with("proxy", "proxy_http", "headers", "socache_shmcb", "ssl", "http2")
                .listing(LISTED)
                .define("FANFARE_BACKEND", server().host()))
        .line("Include fanfare/fanfare-tls.conf")
        .start();
  }

  @AfterAll
  static void end() {
    SITE.stop(0);
  }
}
