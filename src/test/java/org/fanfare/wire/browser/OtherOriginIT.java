package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.net.URL;
import java.util.List;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Httpd;
import org.fanfare.wire.kit.Nginx;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.Relay;
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

/** What the platform's own {@code EventSource} of a listed page of another site lives through. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class OtherOriginIT {
  /** A site of its own on this machine, with one empty page. */
  private static final HttpServer SITE = OtherSite.serving(() -> "");

  private static final String LISTED = "http://127.0.0.1:" + SITE.getAddress().getPort();

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        "  origins = [\""
            + LISTED
            + "\"]\n  sse.retry = 100ms\n  trusted-proxies = [\"127.0.0.1\"]\n");
  }

  @Test
  void itsEventSourceSurvivesARestartBehindHttpd() {
    try (Relay backEnd = Relay.to(Server.at(context));
        Proxy httpd =
            Httpd.with("proxy", "proxy_http", "headers")
                .define("FANFARE_BACKEND", "127.0.0.1:" + backEnd.port())
                .listing("https://www.example.org", LISTED)
                .inVirtualHost("Include fanfare/fanfare.conf")
                .start()) {
      survivesARestart(backEnd, httpd, "demo.httpd");
    }
  }

  @Test
  void itsEventSourceSurvivesARestartBehindNginx() {
    try (Relay backEnd = Relay.to(Server.at(context));
        Proxy nginx =
            Nginx.plain()
                .edit("127.0.0.1:8080", "127.0.0.1:" + backEnd.port())
                .listing("https://www.example.org", LISTED)
                .http("include fanfare/fanfare-upstream.conf;")
                .inServer("include fanfare/fanfare.conf;")
                .start()) {
      survivesARestart(backEnd, nginx, "demo.nginx");
    }
  }

  private void survivesARestart(Relay backEnd, Proxy proxy, String group) {
    Server direct = Server.at(context);
    Server behind = direct.at(proxy.port(), "http");
    assertThat(Http.get(behind.context().resolve("check"), "Accept", "application/json").body())
        .contains("(https://www.example.org, " + LISTED + ") than fanfare.origins does");
    Tab tab = chromium.open(URI.create(LISTED), Look.WIDE_LIGHT);
    tab.mayComplain();
    tab.page()
        .evaluate(
            """
            ([plain, credentials]) => {
              window.heard = [];
              window.opened = 0;
              window.waited = 0;
              window.sources = [
                new EventSource(plain),
                new EventSource(credentials, { withCredentials: true }),
              ];
              for (const source of window.sources) {
                source.onopen = () => opened++;
                source.onerror = () => waited++;
                source.onmessage = (event) => heard.push(event.data);
              }
            }
            """,
            List.of(
                behind.groups(group, "last=1").toString(),
                behind.groups(group, "last=1").toString()));
    tab.until("opened === 2");

    backEnd.cut();
    tab.until("opened === 4 && waited >= 4");
    backEnd.cutOnce();
    new Group(direct, group).publish("after the restart");

    tab.until("heard.filter((text) => text === 'after the restart').length === 2");
  }

  @AfterAll
  static void end() {
    SITE.stop(0);
  }
}
