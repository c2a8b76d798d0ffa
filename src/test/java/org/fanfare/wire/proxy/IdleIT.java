package org.fanfare.wire.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URL;
import java.time.Duration;
import java.util.function.Function;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Httpd;
import org.fanfare.wire.kit.Nginx;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Who is silent lives through many time-outs of a proxy, because of the heartbeats: here 300 ms and
 * one second, in the proportion of 25 and 75 seconds.
 */
@ArquillianTest
@Tag("payara")
@Tag("proxy")
@Tag("full")
class IdleIT {
  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(Groups.OPEN + "  heartbeat = 300ms\n");
  }

  @Test
  void throughHttpd() {
    livesOn(
        behind ->
            Httpd.with("proxy", "proxy_http", "headers")
                .define("FANFARE_BACKEND", behind.host())
                .define("FANFARE_TIMEOUT", 1)
                .inVirtualHost("Include fanfare/fanfare.conf", "Timeout 1")
                .start());
  }

  @Test
  void throughAnOldHttpd() {
    livesOn(
        behind ->
            Httpd.with("proxy", "proxy_http", "proxy_wstunnel", "rewrite", "headers")
                .define("FANFARE_BACKEND", behind.host())
                .define("FANFARE_TIMEOUT", 1)
                .inVirtualHost(
                    "ProxyWebsocketFallbackToProxyHttp Off",
                    "Include fanfare/fanfare-wstunnel.conf",
                    "Timeout 1")
                .start());
  }

  @Test
  void throughNginx() {
    livesOn(
        behind ->
            Nginx.plain()
                .edit("127.0.0.1:8080", behind.host())
                .edit("read_timeout 75s", "read_timeout 1s")
                .edit("send_timeout 75s", "send_timeout 1s")
                .http("include fanfare/fanfare-upstream.conf;")
                .inServer("include fanfare/fanfare.conf;")
                .start());
  }

  private void livesOn(Function<Server, Proxy> program) {
    Server behind = Server.at(context);
    String group = Groups.open();
    try (Proxy proxy = program.apply(behind)) {
      Server server = behind.at(proxy.port(), "http");
      try (FanfareSocket socket = FanfareSocket.open(server, group, StartAt.now());
          EventStream stream = EventStream.open(server, group, StartAt.now())) {
        long since = System.nanoTime();

        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> System.nanoTime() - since > 3_500_000_000L || socket.ended());

        Answer answer = Http.post(server.groups(group, ""), "text/plain", "still there?");
        assertThat(answer.status()).isEqualTo(202);
        socket.hears("still there?");
        stream.hears("still there?");
        assertThat(socket.heartbeats()).isGreaterThan(5);
      }
    }
  }
}
