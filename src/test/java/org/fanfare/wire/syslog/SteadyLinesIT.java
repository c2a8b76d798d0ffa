package org.fanfare.wire.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Node;
import org.fanfare.wire.kit.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Lines that come at a steady rate in batches, more of them than keys are remembered. For longer,
 * and faster:
 *
 * <pre>{@code
 * mvn verify -Dit.test=SteadyLinesIT -Dlines.seconds=600 -Dlines.rate=2000
 * }</pre>
 */
@Tag("payara")
@Tag("full")
@Law(
    value = 4,
    on = {})
class SteadyLinesIT {
  private static final int SECONDS = Integer.getInteger("lines.seconds", 6);
  private static final int RATE = Integer.getInteger("lines.rate", 2_000);
  private static final int BATCHES_A_SECOND = 2;

  /** Of the keys, which are remembered for five minutes. */
  private static final Duration ROUND = Duration.ofMinutes(4);

  /** Lines have half of the room for keys: they reach this bound after five seconds. */
  private static final String SETTINGS =
      Board.SETTINGS + OtherCaller.SETTINGS + "idempotency.keys = 20000\n";

  private Node node;
  private ScheduledExecutorService clock;

  @BeforeEach
  void aNode() {
    node = Node.start(SETTINGS).awaitServing();
    clock = Executors.newSingleThreadScheduledExecutor();
  }

  @AfterEach
  void itEnds() {
    clock.shutdownNow();
    node.close();
  }

  @Test
  void allAreTakenOnceAndInOrderAndTheKeysOfOthersAreRemembered() {
    SteadyLines lines =
        new SteadyLines(node.server(), RATE / BATCHES_A_SECOND, SECONDS * BATCHES_A_SECOND);
    Reader reader = new Reader(node.server());
    OtherCaller other = new OtherCaller(node.server());
    other.publishes();
    long begun = System.nanoTime();
    long[] round = {begun};

    ScheduledFuture<?> sending =
        clock.scheduleAtFixedRate(lines, 0, 1000 / BATCHES_A_SECOND, TimeUnit.MILLISECONDS);
    await("all lines")
        .atMost(Duration.ofSeconds(SECONDS + 60L))
        .until(
            () -> {
              if (sending.isDone()) {
                sending.get(); // it has failed, and tells why
              }
              if (System.nanoTime() - round[0] > ROUND.toNanos()) {
                other.publishesAgain();
                other.publishes();
                round[0] = System.nanoTime();
              }
              reader.readsOn();
              return lines.isDone() && reader.last() == lines.count();
            });
    double took = (System.nanoTime() - begun) / 1e9;
    other.publishesAgain();

    other.hasPublishedEachOnce();
    reader.readsOn();
    assertThat(reader.last()).isEqualTo(lines.count());
    System.out.printf(
        "%d lines were read within %.1f s, the slowest batch was answered after %d ms%n",
        lines.count(), took, lines.slowest().toMillis());
  }

  /** Somebody who reads the board, on which each line must be the next one. */
  private static final class Reader {
    private final Server server;
    private String from = "start";
    private long last;

    Reader(Server server) {
      this.server = server;
    }

    long last() {
      return last;
    }

    /** Reads what there is to be read. */
    void readsOn() {
      List<Object> publications;
      do {
        Answer answer = Http.get(server.groups(Board.GROUP, "wait=0&after=" + from));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Map<String, Object> json = answer.json();
        assertThat(Json.asArray(json.get("gaps"))).isEmpty();
        publications = Json.asArray(json.get("publications"));
        for (Object each : publications) {
          Map<String, Object> line = Json.asObject(Json.asObject(each).get("json"));
          assertThat(line).containsEntry("n", last + 1);
          last++;
        }
        from = answer.cursor();
      } while (!publications.isEmpty());
    }
  }
}
