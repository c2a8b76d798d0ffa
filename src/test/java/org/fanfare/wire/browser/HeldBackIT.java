package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import org.fanfare.wire.consumers.Chat;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Nginx;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page talks through a proxy that holds back what it passes on. Rules P28 and P45. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class HeldBackIT {
  private static final String NAME = "heldback";

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL address;
  private Server server;

  @Deployment(testable = false)
  static WebArchive application() {
    return Deployments.withFanfare(
        Deployments.host(NAME, Rest.class.getPackage()).addPackage(Chat.class.getPackage()), "");
  }

  @BeforeEach
  void isServed() {
    server = Server.at(address, NAME);
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
      Tab tab = chromium.openScriptOfJar(behindNginx);
      Talking.blockAllBut("sse", tab);
      Talking talk = Talking.to(behindNginx, "parrot", tab);

      talk.isCarriedBy("poll");
      talk.send("hello");

      assertThat(talk.heardUntil("hello")).containsExactly("open", "hello");
    }
  }
}
