package org.fanfare.wire.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Server;

/**
 * A sender of numbered lines, each with its key, in batches: {@link #run} sends the next one. Every
 * tenth is sent twice, as by a sender that has not seen the answer. One thread at a time runs it;
 * any may ask how far it is.
 */
final class SteadyLines implements Runnable {
  private static final int TWICE = 10;
  private static final String TEXT = "x".repeat(80);

  private final URI group;
  private final int size;
  private final int batches;
  private volatile int sent;
  private volatile Duration slowest = Duration.ZERO;

  /** So many batches of so many lines, for the board of a server. */
  SteadyLines(Server server, int size, int batches) {
    this.group = server.groups(Board.GROUP, "key=uuid");
    this.size = size;
    this.batches = batches;
  }

  /** Tells whether all batches have been sent, and taken. */
  boolean isDone() {
    return sent == batches;
  }

  /** How many lines there are in all. */
  int count() {
    return size * batches;
  }

  /** The longest time that an answer took. */
  Duration slowest() {
    return slowest;
  }

  /** Sends the next batch, which must be taken whole; nothing if there is none. */
  @Override
  public void run() {
    int number = sent;
    if (number == batches) {
      return;
    }
    String batch =
        IntStream.rangeClosed(number * size + 1, (number + 1) * size)
            .mapToObj(
                n -> "{\"uuid\":\"line-%1$d\",\"n\":%1$d,\"text\":\"%2$s\"}\n".formatted(n, TEXT))
            .collect(Collectors.joining());
    send(batch);
    if (number % TWICE == 0) {
      send(batch);
    }
    sent = number + 1;
  }

  private void send(String batch) {
    long begun = System.nanoTime();
    Answer answer =
        Http.post(
            group, "application/x-ndjson", batch, "Authorization", "Bearer " + Deployments.KEY);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    if (took.compareTo(slowest) > 0) {
      slowest = took;
    }
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.json()).containsEntry("accepted", (long) size).doesNotContainKey("skipped");
  }
}
