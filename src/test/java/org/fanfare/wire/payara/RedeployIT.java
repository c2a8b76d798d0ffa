package org.fanfare.wire.payara;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.fanfare.connection.ClientConnection;
import org.fanfare.gate.Law;
import org.fanfare.harness.ServerProcess;
import org.fanfare.redis.RedisServer;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Law 10: after an undeploy nothing of the application stays in the server.
 *
 * <p>Events, polls and bodies are used between; sockets are not: Payara Micro 6.2025.10 keeps the
 * endpoint of the last WebSocket in each of the requests that Grizzly caches for use again, up to
 * 16 for each thread, for whatever application.
 */
@Tag("payara")
@Tag("full")
@Law(
    value = 10,
    on = {})
class RedeployIT {
  private static final int TIMES = 20;
  private static final int SETTLED = 4;

  /** A thread of a pool keeps the application in which it was begun until it was idle for 60 s. */
  private static final Duration IDLE = Duration.ofMinutes(2);

  /** What a server holds after an undeploy and a garbage collection. */
  private record Held(long loaders, long connections, long bytes, long threads) {}

  @Test
  void twentyRedeploysLeaveNoClassLoaderNoThreadAndNoHeapBehind() throws Exception {
    try (RedeployedServer payara = RedeployedServer.start()) {
      leavesNothingBehind(payara, TIMES);
    }
  }

  @Test
  void tenRedeploysWithTheLayerOnRedisLeaveNoClassLoaderNoThreadAndNoHeapBehind() throws Exception {
    try (RedisServer redis = new RedisServer();
        RedeployedServer payara =
            RedeployedServer.start(
                "-Dfanfare.layer=redis",
                "-Dfanfare.redis.servers.0=redis://127.0.0.1:" + redis.port())) {
      leavesNothingBehind(payara, TIMES / 2);
    }
  }

  private static void leavesNothingBehind(RedeployedServer payara, int times) throws Exception {
    List<Held> held = new ArrayList<>();

    for (int i = 0; i < times; i++) {
      payara.deploy();
      List<Listener> listeners = use(payara);
      if (i == times - 1) {
        Held serving = held(payara);
        assertThat(serving.loaders()).isPositive();
        assertThat(serving.connections()).isPositive();
      }
      payara.undeploy();
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> listeners.stream().allMatch(Listener::ended));
      held.add(held(payara));
    }

    try {
      await("that what is idle has ended")
          .pollInterval(Duration.ofSeconds(5))
          .atMost(IDLE)
          .untilAsserted(
              () -> {
                held.set(held.size() - 1, held(payara));
                assertNothingStays(held);
              });
    } catch (ConditionTimeoutException stays) {
      payara.keepHeap("redeployed"); // it tells what holds it
      throw stays;
    }
    assertThat(payara.errors()).isEmpty();
  }

  private static void assertNothingStays(List<Held> held) {
    Held settled = held.get(SETTLED);
    Held last = held.get(held.size() - 1);
    assertThat(last.loaders()).as("%s", held).isLessThanOrEqualTo(settled.loaders());
    assertThat(last.connections()).isZero();
    assertThat(last.bytes() - settled.bytes()).as("%s", held).isLessThan(10_000_000);
    assertThat(last.threads()).as("%s", held).isLessThanOrEqualTo(settled.threads() + 16);
  }

  /** Returns whom it has served, and who still listens. */
  private static List<Listener> use(RedeployedServer payara) throws IOException {
    await("that the layer is up").until(() -> publish(payara) == 202);
    List<Listener> listeners = new ArrayList<>();
    for (ReadTransport face : List.of(ReadTransport.SSE, ReadTransport.POLL)) {
      listeners.add(face.listen(payara.server(), "demo.redeployed", StartAt.now()));
    }
    assertThat(publish(payara)).isEqualTo(202);
    await().until(() -> listeners.stream().allMatch(l -> l.size() == 1));
    return listeners;
  }

  private static int publish(RedeployedServer payara) {
    return Http.post(payara.server().groups("demo.redeployed", ""), "application/json", "{\"n\":1}")
        .status();
  }

  private static Held held(RedeployedServer payara) throws IOException {
    ServerProcess process = payara.process();
    process.ask("GC.run");
    ServerProcess.Histogram heap = process.histogram().orElseThrow();
    return new Held(
        heap.instances("org.glassfish.web.loader.WebappClassLoader"),
        heap.instances(ClientConnection.class.getName()),
        heap.bytes(),
        process.threads(""));
  }
}
