package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import java.net.URL;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Httpd;
import org.fanfare.wire.kit.Nginx;
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

/** The check page, opened through proxies that are set up wrongly, names the line to change. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class BrokenPathIT {
  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare("");
  }

  @Test
  void anHttpdThatIsNotToldToUpgrade() {
    try (Proxy httpd =
        Httpd.with("proxy", "proxy_http")
            .inVirtualHost(
                "ProxyPreserveHost On",
                "ProxyPass /fanfare/ http://" + behind().host() + "/fanfare/ flushpackets=on")
            .start()) {
      Tab tab = check(httpd, "http");

      says(tab, "#websocket", "upgrade=websocket");
      is(tab, "#publish", "good");
      is(tab, "#sse", "good");
      is(tab, "#poll", "good");
    }
  }

  @Test
  void anHttpdThatDoesNotPassTheHost() {
    try (Proxy httpd =
        Httpd.with("proxy", "proxy_http")
            .inVirtualHost(
                "ProxyPreserveHost Off",
                "ProxyPass /fanfare/ http://" + behind().host() + "/fanfare/ upgrade=websocket")
            .start()) {
      Tab tab = check(httpd, "http");

      says(tab, "#publish", "ProxyPreserveHost On");
      says(tab, "#findings", "the server sees 127.0.0.1:" + behind().port());
      says(tab, "#findings", "ProxyPreserveHost On");
    }
  }

  @Test
  void aProxyWithTlsThatIsNotTrusted() {
    try (Proxy httpd =
        SelfSigned.on(
                Httpd.with("proxy", "proxy_http", "headers", "socache_shmcb", "ssl", "http2")
                    .define("FANFARE_BACKEND", behind().host()))
            .line("Include fanfare/fanfare-tls.conf")
            .start()) {
      Tab tab = check(httpd, "https");

      says(tab, "#findings", "trusted-proxies = [\"127.0.0.1\"]");
      says(tab, "#findings", "The page came over https, the server sees http");
      is(tab, "#publish", "bad");
    }
  }

  @Test
  void anNginxThatHoldsBackWhatItCompresses() {
    try (Proxy nginx =
        Nginx.plain()
            .edit("127.0.0.1:8080", behind().host())
            .edit("proxy_buffering off;", "proxy_ignore_headers X-Accel-Buffering;")
            .edit("gzip off;", "gzip on; gzip_proxied any; gzip_types text/event-stream;")
            .http("include fanfare/fanfare-upstream.conf;")
            .inServer("include fanfare/fanfare.conf;")
            .start()) {
      Tab tab = check(nginx, "http");

      says(tab, "#sse", "proxy_buffering off");
      is(tab, "#websocket", "good");
      is(tab, "#poll", "good");
    }
  }

  private Server behind() {
    return Server.at(context);
  }

  private Tab check(Proxy proxy, String scheme) {
    Server server = behind().at(proxy.port(), scheme);
    Tab tab = chromium.open(server.context().resolve("check?silence=3"), Look.WIDE_LIGHT);
    tab.mayComplain();
    assertThat(tab.page().locator("#verdict"))
        .hasAttribute("data-verdict", "bad", new HasAttributeOptions().setTimeout(Tab.PATIENCE));
    return tab;
  }

  private static void says(Tab tab, String line, String words) {
    assertThat(tab.page().locator(line))
        .containsText(words, new ContainsTextOptions().setTimeout(Tab.PATIENCE));
  }

  private static void is(Tab tab, String line, String state) {
    assertThat(tab.page().locator(line))
        .hasAttribute("data-state", state, new HasAttributeOptions().setTimeout(Tab.PATIENCE));
  }
}
