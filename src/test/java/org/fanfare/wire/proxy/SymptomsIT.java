package org.fanfare.wire.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.harness.FreePort;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Httpd;
import org.fanfare.wire.kit.Nginx;
import org.fanfare.wire.kit.Proxy;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.SelfSigned;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each symptom of the page "Troubleshooting", made by the mistake that the page names as its cause.
 */
@ArquillianTest
@Tag("payara")
@Tag("proxy")
@Tag("full")
class SymptomsIT {
  private static final String UPGRADE = " upgrade=websocket";

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(Groups.OPEN);
  }

  @Test
  void aBackEndWrittenHttpsWithoutTls() throws IOException {
    try (Proxy httpd = httpd("ProxyPass /fanfare/ https://" + host() + "/fanfare/" + UPGRADE)) {
      assertThat(get(httpd).status()).isEqualTo(500);
      assertThat(handshake(httpd)).isEqualTo(500);
      logs(
          httpd,
          "AH01961:  failed to enable ssl support [Hint: if using mod_ssl, see SSLProxyEngine]");
      logs(httpd, "AH00961: https: failed to enable ssl support for 127.0.0.1");
    }
  }

  @Test
  void aSocketWrittenWssWithoutTls() throws IOException {
    try (Proxy httpd =
        httpd(
            "RewriteEngine On",
            "RewriteCond %{HTTP:Upgrade} websocket [NC]",
            "RewriteRule ^/fanfare/(.*) wss://" + host() + "/fanfare/$1 [P,L]",
            "ProxyPass /fanfare/ http://" + host() + "/fanfare/")) {
      assertThat(get(httpd).status()).isEqualTo(200);
      assertThat(handshake(httpd)).isEqualTo(500);
      logs(httpd, "AH01961:  failed to enable ssl support");
      logs(httpd, "AH00961: wss: failed to enable ssl support for 127.0.0.1");
    }
  }

  @Test
  void aBackEndWrittenHttpsWithSslProxyEngineOn() throws IOException {
    try (Proxy httpd =
        httpd(
            "SSLProxyEngine On", "ProxyPass /fanfare/ https://" + host() + "/fanfare/" + UPGRADE)) {
      assertThat(get(httpd).status()).isEqualTo(500);
      assertThat(handshake(httpd)).isEqualTo(500);
      logs(httpd, "AH00898: Error during SSL Handshake with remote server");
    }
  }

  @Test
  void aBackEndWrittenHttpsBehindNginx() throws IOException {
    try (Proxy nginx = nginx("proxy_pass http://fanfare", "proxy_pass https://fanfare")) {
      assertThat(get(nginx).status()).isEqualTo(502);
      assertThat(handshake(nginx)).isEqualTo(502);
      logs(nginx, "SSL_do_handshake() failed");
    }
  }

  @Test
  void aModuleThatIsNotEnabled() throws IOException {
    try (Proxy httpd =
        Httpd.with("proxy")
            .inVirtualHost("ProxyPass /fanfare/ http://" + host() + "/fanfare/")
            .start()) {
      assertThat(get(httpd).status()).isEqualTo(500);
      logs(httpd, "AH01144: No protocol handler was valid for the URL /fanfare/", "scheme 'http'");
    }
  }

  @Test
  void aWebSocketModuleThatIsNotEnabled() throws IOException {
    try (Proxy httpd =
        Httpd.with("proxy", "rewrite")
            .inVirtualHost(
                "RewriteEngine On",
                "RewriteCond %{HTTP:Upgrade} websocket [NC]",
                "RewriteRule ^/fanfare/(.*) ws://" + host() + "/fanfare/$1 [P,L]")
            .start()) {
      assertThat(handshake(httpd)).isEqualTo(500);
      logs(httpd, "AH01144: No protocol handler was valid for the URL /fanfare/", "scheme 'ws'");
    }
  }

  @Test
  void anHttpdThatIsNotToldToUpgrade() throws IOException {
    try (Proxy httpd = httpd("ProxyPass /fanfare/ http://" + host() + "/fanfare/")) {
      assertThat(handshake(httpd)).isEqualTo(200);
    }
  }

  @Test
  void anNginxThatIsNotToldToUpgrade() throws IOException {
    try (Proxy nginx = nginx("proxy_set_header Upgrade $fanfare_upgrade;", "")) {
      assertThat(handshake(nginx)).isEqualTo(200);
    }
  }

  @Test
  void everythingSentIntoTheTunnel() throws IOException {
    try (Proxy httpd =
        httpd(
            "ProxyWebsocketFallbackToProxyHttp Off",
            "ProxyPass /fanfare/ ws://" + host() + "/fanfare/")) {
      assertThat(handshake(httpd)).isEqualTo(101);
      assertThat(get(httpd).status()).isEqualTo(404);
    }
  }

  @Test
  void aProxyThatDropsTheVersion() throws IOException {
    try (Proxy httpd =
        httpd(
            "RequestHeader unset Sec-WebSocket-Version",
            "ProxyPass /fanfare/ http://" + host() + "/fanfare/" + UPGRADE)) {
      assertThat(handshake(httpd)).isEqualTo(426);
    }
  }

  @Test
  void aProxyThatDropsTheKey() throws IOException {
    try (Proxy httpd =
        httpd(
            "RequestHeader unset Sec-WebSocket-Key",
            "ProxyPass /fanfare/ http://" + host() + "/fanfare/" + UPGRADE)) {
      assertThat(handshake(httpd)).isEqualTo(400);
    }
  }

  @Test
  void aServerThatDoesNotTrustItsProxy() throws IOException {
    try (Proxy httpd =
        SelfSigned.on(
                Httpd.with("proxy", "proxy_http", "headers", "socache_shmcb", "ssl", "http2")
                    .define("FANFARE_BACKEND", host()))
            .line("Include fanfare/fanfare-tls.conf")
            .start()) {
      Server server = behind().at(httpd.port(), "https");

      assertThat(
              Http.get(server.groups(Groups.open(), "wait=0"), "Origin", server.origin()).problem())
          .isEqualTo("403 foreign-origin");
    }
  }

  @Test
  void aProxyThatDoesNotPassTheHost() throws IOException {
    try (Proxy httpd =
        httpd(
            "ProxyPreserveHost Off",
            "ProxyPass /fanfare/ http://" + host() + "/fanfare/" + UPGRADE)) {
      assertThat(handshake(httpd)).isEqualTo(403);
    }
  }

  @Test
  void aBackEndThatIsNotThere() throws IOException {
    String nobody = "127.0.0.1:" + FreePort.find();
    try (Proxy httpd =
            httpd("ProxyPass /fanfare/ http://" + nobody + "/fanfare/ retry=0" + UPGRADE);
        Proxy nginx = nginx("127.0.0.1:8080", nobody)) {
      assertThat(get(httpd).status()).isEqualTo(503);
      logs(httpd, "AH01114: HTTP: failed to make connection to backend: 127.0.0.1");
      assertThat(get(nginx).status()).isEqualTo(502);
      logs(nginx, "connect() failed (111: Connection refused) while connecting to upstream");
    }
  }

  @Test
  void aTimeOutShorterThanTheHeartbeat() {
    try (Proxy httpd =
            httpd("Timeout 1", "ProxyPass /fanfare/ http://" + host() + "/fanfare/" + UPGRADE);
        Proxy nginx = nginx("proxy_read_timeout 75s", "proxy_read_timeout 1s")) {
      for (Proxy proxy : List.of(httpd, nginx)) {
        Server server = behind().at(proxy.port(), "http");
        FanfareSocket socket = FanfareSocket.open(server, Groups.open(), StartAt.now());

        await().atMost(Duration.ofSeconds(8)).until(socket::ended);

        assertThat(socket.closeCode()).as("a browser says 1006").isIn(0, 1006);
      }
      logs(nginx, "upstream timed out (110: Connection timed out) while proxying upgraded");
    }
  }

  @Test
  void eventsThatComeLate() throws IOException {
    try (Proxy httpd =
            Httpd.with("proxy", "proxy_http", "headers", "ext_filter")
                .define("FANFARE_BACKEND", host())
                .inVirtualHost(
                    "ExtFilterDefine REWRITE cmd=\"/bin/sed s/from/to/\"",
                    "Include fanfare/fanfare.conf",
                    "<Location /fanfare/>",
                    "SetOutputFilter REWRITE",
                    "</Location>")
                .start();
        Proxy nginx =
            Nginx.plain()
                .edit("127.0.0.1:8080", host())
                .edit("proxy_buffering off;", "proxy_ignore_headers X-Accel-Buffering;")
                .edit("gzip off;", "gzip on; gzip_proxied any; gzip_types text/event-stream;")
                .http("include fanfare/fanfare-upstream.conf;")
                .inServer("include fanfare/fanfare.conf;")
                .start()) {
      assertThat(eventComesSoon(httpd, "data: late")).as("an event through httpd").isFalse();
      assertThat(eventComesSoon(nginx, "")).as("an event through nginx").isFalse();
    }
  }

  private boolean eventComesSoon(Proxy proxy, String event) throws IOException {
    Server server = behind().at(proxy.port(), "http");
    String group = Groups.open();
    try (RawHttp stream = RawHttp.to(server)) {
      stream.request(
          server,
          "GET",
          server.target(group, ""),
          "Accept: text/event-stream",
          "Accept-Encoding: gzip");
      comesSoon(stream, "nothing before it");
      Http.post(server.groups(group, ""), "text/plain", "late");
      return comesSoon(stream, event);
    }
  }

  @Test
  void aLineStreamThatEndsAfterTenSeconds() throws IOException {
    try (Proxy httpd =
        httpd(
            "RequestReadTimeout body=1,MinRate=500",
            "SetEnv proxy-prefetch-nonblocking 1",
            "ProxyPass /fanfare/ http://" + host() + "/fanfare/" + UPGRADE)) {
      try (RawHttp put = put(httpd, Groups.open())) {
        put.chunk("one\n");

        assertThat(put.response().status()).isEqualTo(408);
      }
      logs(httpd, "AH01382: Request body read timeout");
    }
  }

  @Test
  void aLineStreamThatIsSilentForLongerThanTheTimeout() throws IOException {
    try (Proxy httpd =
        Httpd.with("proxy", "proxy_http", "headers")
            .define("FANFARE_BACKEND", host())
            .inVirtualHost("Include fanfare/fanfare.conf", "Timeout 1")
            .start()) {
      try (RawHttp put = put(httpd, Groups.open())) {
        put.chunk("one\n");

        assertThat(put.response().status()).isEqualTo(408);
      }
      logs(httpd, "read request body failed");
    }
  }

  @Test
  void linesThatComeAllAtOnce() throws IOException {
    String group = Groups.open();
    try (Proxy httpd = httpd("ProxyPass /fanfare/ http://" + host() + "/fanfare/" + UPGRADE);
        EventStream listener = EventStream.open(behind(), group, StartAt.now());
        RawHttp put = put(httpd, group)) {
      put.chunk("one\n");
      Http.post(behind().groups(group, ""), "text/plain", "two");
      listener.hears("two");
      put.send("0\r\n\r\n");

      listener.hears("two", "one");
    }
  }

  @Test
  void aBodyThatIsTooLargeForTheProxy() throws IOException {
    try (Proxy nginx = nginx("client_max_body_size 0", "client_max_body_size 1k")) {
      Server server = behind().at(nginx.port(), "http");

      assertThat(
              Http.post(server.groups(Groups.open(), ""), "text/plain", "x".repeat(2048)).status())
          .isEqualTo(413);
      logs(nginx, "client intended to send too large body");
    }
  }

  @Test
  void moreListenersThanWorkers() throws IOException {
    try (Proxy httpd =
        Httpd.with("proxy", "proxy_http", "headers")
            .define("FANFARE_BACKEND", host())
            .inVirtualHost("Include fanfare/fanfare.conf")
            .line("ServerLimit 1", "ThreadsPerChild 25", "MaxRequestWorkers 25")
            .start()) {
      Server server = behind().at(httpd.port(), "http");
      List<RawHttp> streams = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        RawHttp stream = RawHttp.to(server);
        stream.request(server, "GET", server.target("open.x", ""), "Accept: text/event-stream");
        streams.add(stream);
      }

      await().until(() -> httpd.errorLog().contains("AH00484"));
      await().until(() -> answered(streams) == 25);
      try (RawHttp one = RawHttp.to(server)) {
        one.request(server, "GET", server.target("open.x", "wait=0"));
        assertThat(comesSoon(one, "200")).isFalse();
      }
      for (RawHttp stream : streams) {
        stream.close();
      }
      logs(httpd, "AH00484: server reached MaxRequestWorkers setting");
    }
  }

  private static long answered(List<RawHttp> streams) throws IOException {
    long answered = 0;
    for (RawHttp stream : streams) {
      answered += stream.hasAnswer() ? 1 : 0;
    }
    return answered;
  }

  /** Waits two seconds for what should come within 200 ms. */
  private static boolean comesSoon(RawHttp socket, String text) throws IOException {
    long since = System.nanoTime();
    while (System.nanoTime() - since < 2_000_000_000L) {
      if (socket.hasAnswer()) {
        if (socket.line().contains(text)) {
          return true;
        }
      } else {
        Thread.onSpinWait();
      }
    }
    return false;
  }

  private Server behind() {
    return Server.at(context);
  }

  private String host() {
    return behind().host();
  }

  private static Proxy httpd(String... lines) {
    return Httpd.with(
            "proxy", "proxy_http", "proxy_wstunnel", "rewrite", "headers", "socache_shmcb", "ssl")
        .inVirtualHost("ProxyPreserveHost On")
        .inVirtualHost(lines)
        .start();
  }

  private Proxy nginx(String right, String wrong) {
    Nginx nginx = Nginx.plain().edit(right, wrong);
    if (!right.equals("127.0.0.1:8080")) {
      nginx.edit("127.0.0.1:8080", host());
    }
    return nginx
        .http("include fanfare/fanfare-upstream.conf;")
        .inServer("include fanfare/fanfare.conf;")
        .start();
  }

  private RawHttp.Response get(Proxy proxy) throws IOException {
    Server server = behind().at(proxy.port(), "http");
    try (RawHttp http = RawHttp.to(server)) {
      return http.request(server, "GET", server.target(Groups.open(), "wait=0")).response();
    }
  }

  /** Returns the status of the answer to a browser's handshake. */
  private int handshake(Proxy proxy) throws IOException {
    Server server = behind().at(proxy.port(), "http");
    try (RawSocket socket =
        RawSocket.upgrade(
            server, server.target(Groups.open(), "wait=1"), "Origin: " + server.origin())) {
      return socket.status();
    }
  }

  private RawHttp put(Proxy proxy, String group) throws IOException {
    Server server = behind().at(proxy.port(), "http");
    return RawHttp.to(server)
        .request(server, "PUT", server.target(group, ""), "Transfer-Encoding: chunked");
  }

  private static void logs(Proxy proxy, String... texts) {
    await()
        .untilAsserted(
            () -> {
              for (String text : texts) {
                assertThat(proxy.errorLog()).contains(text);
              }
            });
  }
}
