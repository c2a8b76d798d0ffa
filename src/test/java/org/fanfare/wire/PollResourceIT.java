package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What polls promise where a JAX-RS resource carries them: with none of the server's threads. */
@ArquillianTest
@Tag("resource")
class PollResourceIT implements PollPromises {
  /** More than any of the servers has threads for requests, or for what may block. */
  private static final int MANY = 500;

  private static final int DEAF = 100;

  /** Together more than the buffers of a connection hold on loopback, 2.6 MB sent and some read. */
  private static final int ANSWERS = 60;

  private static final int LARGE = 60_000;

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(Groups.OPEN + "poll = resource\n  heartbeat = 8s");
  }

  @BeforeEach
  void nobodyIsThere() {
    await().atMost(Duration.ofSeconds(30)).until(this::noPollWaits);
  }

  /** Event streams of the tests before may still be there: a client that went is noticed late. */
  private boolean noPollWaits() throws IOException {
    return Statistics.of(server()).at("connections", "poll") == 0;
  }

  @Test
  @Law(value = 5, on = Law.Transport.POLL)
  void manyThatWaitHoldNoThreadAndAreAllAnswered() throws IOException {
    String group = Groups.open();
    List<RawHttp> waiting = wait(MANY, group, "after=start&wait=60");

    assertThat(Http.get(server().groups(Groups.open(), "wait=0")).status()).isEqualTo(200);
    assertThat(Http.post(server().groups(group, ""), "text/plain", "hello").status())
        .isEqualTo(202);

    for (RawHttp each : waiting) {
      assertThat(each.response().body()).contains("\"text\":\"hello\"");
      each.close();
    }
  }

  @Test
  @Law(value = 7, on = Law.Transport.POLL)
  void whoGoesAwayIsReleased() throws IOException {
    List<RawHttp> waiting = wait(20, Groups.open(), "wait=60");

    for (RawHttp each : waiting) {
      each.close();
    }

    await().atMost(Duration.ofSeconds(30)).until(this::noPollWaits);
  }

  @Test
  @Law(value = 5, on = Law.Transport.POLL)
  void whoNeverReadsTheAnswersThatItAskedForKeepsNobodyFromHis() throws IOException {
    String group = Groups.open();
    String other = Groups.open();
    Http.post(server().groups(group, ""), "text/plain", "x".repeat(LARGE));
    List<RawHttp> deaf = new ArrayList<>();
    for (int i = 0; i < DEAF; i++) {
      deaf.add(RawHttp.to(server()));
      for (int n = 0; n < ANSWERS; n++) {
        deaf.get(i).request(server(), "GET", server().target(group, "after=start"));
      }
    }
    for (RawHttp each : deaf) {
      assertThat(each.head().status()).isEqualTo(200); // the first of them begins to arrive
    }
    AtomicLong delivered = new AtomicLong();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> { // until the server can write nothing more
              long now = Statistics.of(server()).at("delivered");
              return delivered.getAndSet(now) == now;
            });

    long before = System.nanoTime();
    assertThat(Http.post(server().groups(other, ""), "text/plain", "hello").status())
        .isEqualTo(202);
    assertThat(Http.get(server().groups(other, "after=start")).body()).contains("hello");

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    for (RawHttp each : deaf) {
      each.close();
    }
  }

  private List<RawHttp> wait(int count, String group, String query) throws IOException {
    List<RawHttp> waiting = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      waiting.add(RawHttp.to(server()));
      waiting.get(i).request(server(), "GET", server().target(group, query));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Statistics.of(server()).at("connections", "poll") == count);
    return waiting;
  }

  @Override
  public Server server() {
    return Server.at(context);
  }
}
