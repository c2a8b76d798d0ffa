package org.fanfare.wire.payara;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.wire.kit.Face;
import org.fanfare.wire.kit.From;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.junit.jupiter.api.Test;

/**
 * Law 10: after an undeploy nothing of the application stays in the server.
 *
 * <p>Grizzly 4 keeps the requests that it will use again in a cache of the thread that ended them, with what they
 * served last: at most 16 in each of the server's managed threads, which end after a minute without work. So
 * what is left is looked at when they have.
 */
class RedeployIT {
  private static final int TIMES = 20;
  private static final Duration IDLE_THREADS_END = Duration.ofMinutes(3);

  /** What a server holds after an undeploy and a garbage collection. */
  private record Held(long loaders, long connections, long bytes, long threads) {}

  @Test
  void twentyRedeploysLeaveNoClassLoaderNoThreadAndNoHeapBehind() throws Exception {
    try (RedeployedServer payara = RedeployedServer.start()) {
      payara.deploy();
      useEveryFaceAndUndeploy(payara);
      Held once = held(payara);

      for (int i = 1; i < TIMES; i++) {
        payara.deploy();
        useEveryFaceAndUndeploy(payara);
      }

      assertThat(held(payara).connections()).isZero();
      await()
          .atMost(IDLE_THREADS_END)
          .pollInterval(Duration.ofSeconds(5))
          .untilAsserted(
              () -> {
                Held last = held(payara);
                assertThat(last.loaders()).isLessThanOrEqualTo(once.loaders());
                assertThat(last.threads()).isLessThanOrEqualTo(once.threads() + 8);
                assertThat(last.bytes() - once.bytes()).isLessThan(10_000_000);
              });
      assertThat(payara.errors()).isEmpty();
    }
  }

  private static void useEveryFaceAndUndeploy(RedeployedServer payara) throws IOException {
    List<Listener> listeners = new ArrayList<>();
    for (Face face : Face.values()) {
      listeners.add(face.listen(payara.server(), "demo.redeployed", From.now()));
    }
    Http.post(payara.server().groups("demo.redeployed", ""), "application/json", "{\"n\":1}");
    await().until(() -> listeners.stream().allMatch(l -> l.size() == 1));

    payara.undeploy();

    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> listeners.stream().allMatch(Listener::ended));
  }

  private static Held held(RedeployedServer payara) throws IOException, InterruptedException {
    payara.ask("GC.run");
    List<String> histogram = payara.ask("GC.class_histogram");
    long threads = payara.ask("Thread.print").stream().filter(l -> l.startsWith("\"")).count();
    return new Held(
        instances(histogram, "org.glassfish.web.loader.WebappClassLoader"),
        instances(histogram, "org.fanfare.connection.Connection"),
        column(histogram.stream().filter(l -> l.startsWith("Total")).findFirst().orElseThrow(), 2),
        threads);
  }

  private static long instances(List<String> histogram, String type) {
    return histogram.stream()
        .filter(line -> line.stripTrailing().endsWith(" " + type))
        .mapToLong(line -> column(line, 1))
        .sum();
  }

  private static long column(String line, int index) {
    return Long.parseLong(line.strip().split("\\s+", -1)[index]);
  }
}
