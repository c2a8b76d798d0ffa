package org.fanfare.wire.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import org.fanfare.wire.EarlyAnswerPromises;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.ProxyFile;
import org.fanfare.wire.kit.StartAt;
import org.fanfare.wire.kit.Tls;
import org.junit.jupiter.api.Test;

/** Through httpd with {@code fanfare-tls.conf}. */
class HttpdTlsIT extends BehindProxy implements EarlyAnswerPromises {
  @Override
  ProxyFile file() {
    return ProxyFile.HTTPD_TLS;
  }

  /** The counterpart, a proxy that holds back, is in {@link SymptomsIT#eventsThatComeLate}. */
  @Test
  void anEventIsThereWithinTwoHundredMilliseconds() {
    String group = Groups.open();
    try (EventStream stream = EventStream.open(server(), group, StartAt.now())) {
      List<Long> millis = new ArrayList<>();
      for (int i = 1; i <= 11; i++) {
        int heard = i;
        long before = System.nanoTime();
        Http.post(server().groups(group, ""), "text/plain", "event " + i);
        await()
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> stream.size() == heard);
        millis.add((System.nanoTime() - before) / 1_000_000);
      }

      assertThat(millis.stream().sorted().toList().get(5)).as("%s", millis).isLessThan(200);
    }
  }

  @Test
  void aBrowserOfHttp2ReadsAndPublishesToo() throws Exception {
    String group = Groups.open();
    HttpClient client = Tls.client(HttpClient.Version.HTTP_2);
    HttpRequest post =
        Http.request(server().groups(group, ""), "Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("over HTTP/2"))
            .build();
    HttpResponse<InputStream> stream =
        client.send(
            Http.request(server().groups(group, ""), "Accept", "text/event-stream").build(),
            BodyHandlers.ofInputStream());

    HttpResponse<String> posted = client.send(post, BodyHandlers.ofString());

    assertThat(stream.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(posted.statusCode()).isEqualTo(202);
    try (Scanner lines = new Scanner(stream.body(), StandardCharsets.UTF_8)) {
      assertThat(lines.findWithinHorizon("data: over HTTP/2", 10_000)).isNotNull();
    }
  }
}
