package org.fanfare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.Statistics;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Law 5: who keeps up is not held back, however much it is. */
@ArquillianTest
@Tag("full")
@Tag("payara")
@Law(
    value = 5,
    on = {})
class FastStreamIT {
  private static final int LINE = 16 * 1024;
  private static final int AT_ONCE = 4;
  private static final int A_SECOND = 640; // of 16 KiB: 10 MiB
  private static final int SECONDS = 60;

  @ArquillianResource private URL context;

  /** The log covers a pause of the machine of a second and a half. */
  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        """
          groups = [{
            match = "open.*", join = anyone, publish = anyone
            history { count = 4000, bytes = 16MiB }
          }]
        """);
  }

  @Test
  @Law(value = 5, on = Law.Transport.SSE)
  void aStreamThatKeepsUpAtTenMebibytesASecondIsToldNoGapAndNotEnded()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Server server = Server.at(context);
    String group = Groups.open();
    long waited = Statistics.of(server).at("pending", "waited");
    var stream =
        Http.CLIENT.send(
            Http.request(server.groups(group, ""), "Accept", "text/event-stream").build(),
            BodyHandlers.ofInputStream());
    int all = A_SECOND * SECONDS;
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    try (RawHttp publisher = RawHttp.to(server);
        BufferedReader in = new BufferedReader(new InputStreamReader(stream.body(), UTF_8))) {
      CompletableFuture<Integer> heard = CompletableFuture.supplyAsync(() -> lines(in, all));
      publisher.request(
          server,
          "PUT",
          server.target(group, ""),
          "Content-Type: text/plain",
          "Transfer-Encoding: chunked");
      String block = ("y".repeat(LINE - 1) + "\n").repeat(AT_ONCE);
      byte[] chunk =
          (Integer.toHexString(block.length()) + "\r\n" + block + "\r\n").getBytes(UTF_8);
      AtomicInteger left = new AtomicInteger(all / AT_ONCE);
      CompletableFuture<Void> sent = new CompletableFuture<>();
      ScheduledFuture<?> pace =
          clock.scheduleAtFixedRate(
              () -> {
                try {
                  if (left.getAndDecrement() > 0) {
                    publisher.send(chunk);
                  } else {
                    sent.complete(null);
                  }
                } catch (IOException failed) {
                  sent.completeExceptionally(failed);
                }
              },
              0,
              1_000_000L * AT_ONCE / A_SECOND,
              TimeUnit.MICROSECONDS);

      sent.get(3L * SECONDS, TimeUnit.SECONDS);
      pace.cancel(false);

      assertThat(heard.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(all);
      assertThat(Statistics.of(server).at("pending", "waited")).isEqualTo(waited);
    } finally {
      clock.shutdownNow();
    }
  }

  /** Counts messages, to the last or to the first gap. */
  private static int lines(BufferedReader in, int all) {
    try {
      int count = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals("event: gap")) {
          return count;
        }
        count += line.startsWith("data: ") ? 1 : 0;
        if (count == all) {
          return count;
        }
      }
      return count;
    } catch (IOException broken) {
      return -1;
    }
  }
}
