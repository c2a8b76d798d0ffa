package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import java.net.URL;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Httpd;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.SelfSigned;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A browser reaches the server over TLS, through httpd with {@code fanfare-tls.conf}. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class BehindTlsIT {
  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare("  trusted-proxies = [\"127.0.0.1\"]\n");
  }

  @Test
  void theBoardIsLiveOnEveryTransport() {
    try (Proxy httpd = httpd()) {
      Server server = Server.at(context).at(httpd.port(), "https");
      Tab tab = chromium.open(server.groups("demo.tls", ""), Look.WIDE_LIGHT);

      tab.isLiveOver("websocket");
      tab.publish("over wss");
      tab.shows("over wss");
      for (String transport : new String[] {"sse", "poll", "websocket"}) {
        tab.switchTo(transport);
        new Group(Server.at(context), "demo.tls").publish("by " + transport);
        tab.shows("by " + transport);
      }

      assertThat(
              tab.page().evaluate("performance.getEntriesByType('navigation')[0].nextHopProtocol"))
          .isEqualTo("h2");
    }
  }

  @Test
  void thePlatformsOwnSocketAndEventSourceHearTheSame() {
    try (Proxy httpd = httpd()) {
      Server server = Server.at(context).at(httpd.port(), "https");
      Tab tab = chromium.openBlank(server);
      tab.page()
          .evaluate(
              """
              ([socket, events]) => {
                window.heard = [];
                new WebSocket(socket).onmessage = (e) => heard.push("socket " + e.data);
                new EventSource(events).onmessage = (e) => heard.push("events " + e.data);
                window.source = new EventSource(events);
              }
              """,
              java.util.List.of(
                  server.socket("demo.platform", "last=1").toString(),
                  server.groups("demo.platform", "last=1").toString()));

      new Group(Server.at(context), "demo.platform").publish("hello");

      tab.until("heard.includes('socket hello') && heard.includes('events hello')");
    }
  }

  @Test
  void theCheckFindsThePathGood() {
    try (Proxy httpd = httpd()) {
      Server server = Server.at(context).at(httpd.port(), "https");

      Tab tab = chromium.open(server.context().resolve("check?silence=3"), Look.WIDE_LIGHT);

      assertThat(tab.page().locator("#verdict"))
          .hasAttribute("data-verdict", "good", new HasAttributeOptions().setTimeout(Tab.PATIENCE));
    }
  }

  private Proxy httpd() {
    return SelfSigned.on(
            Httpd.with("proxy", "proxy_http", "headers", "socache_shmcb", "ssl", "http2")
                .define("FANFARE_BACKEND", Server.at(context).host()))
        .line("Include fanfare/fanfare-tls.conf")
        .start();
  }
}
