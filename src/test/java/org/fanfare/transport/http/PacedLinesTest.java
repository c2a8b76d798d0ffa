package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;

/** Law 6: lines of a caller who publishes too fast wait for their turn, and none is lost. */
@Law(6)
final class PacedLinesTest {
  private static final int RATE = 10;

  private record Waiting(Duration delay, Runnable task) {}

  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private final BodyRig rig =
      BodyRig.paced(RATE, (delay, task) -> waiting.add(new Waiting(delay, task)));

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }

  private void pass() {
    Waiting next = waiting.remove();
    rig.pass(next.delay());
    next.task().run();
  }

  @Test
  void whatIsNotTooFastDoesNotWait() {
    FakeRequest request = rig.lines("text/plain");

    request.body.arrive(lines(1, RATE));
    request.body.end();

    assertThat(waiting).isEmpty();
    assertThat(request.response.status()).isEqualTo(202);
  }

  @Test
  void whatIsTooFastIsReadAndPublishedLaterAndInOrder() {
    FakeRequest request = rig.lines("text/plain");
    request.body.arrive(lines(1, 15));
    request.body.arrive(lines(16, 20));
    request.body.end();
    assertThat(rig.published()).hasSize(RATE + 1);
    assertThat(waiting).hasSize(1);
    assertThat(request.body.unread()).as("nothing is read meanwhile").isPositive();

    while (!waiting.isEmpty()) {
      assertThat(request.response.status()).isZero();
      pass();
    }

    assertThat(request.response.status()).isEqualTo(202);
    assertThat(request.response.text()).startsWith("{\"accepted\":20,");
    assertThat(rig.published())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).mapToObj(String::valueOf).toList());
  }

  @Test
  void aLineThatWaitsForItsTurnIsNotLate() {
    FakeRequest request = rig.lines("text/plain");
    request.body.arrive(lines(1, RATE + 2) + "begun");

    rig.pass(BodyRig.IDLE.plus(BodyRig.TIMEOUT));

    assertThat(request.response.status()).isZero();
    pass();
    request.body.arrive("\n");
    request.body.end();
    assertThat(request.response.text()).startsWith("{\"accepted\":13,");
  }

  @Test
  void oneMessageThatIsTooFastIsToldToComeBackLater() {
    rig.lines("text/plain").body.arrive(lines(1, RATE));

    FakeRequest request = rig.post("text/plain");
    request.body.arrive("x");
    request.body.end();

    assertThat(request.response.status()).isEqualTo(429);
    assertThat(request.response.text())
        .contains("urn:fanfare:share-used")
        .contains("fanfare.per-caller.publishes");
    assertThat(request.response.header("Retry-After")).matches("[0-9]+");
    assertThat(rig.published()).hasSize(RATE);
  }

  @Test
  void whoLeavesWhileALineWaitsCostsNothing() {
    FakeRequest request = rig.lines("text/plain");
    request.body.arrive(lines(1, RATE + 5));
    request.body.fail();

    while (!waiting.isEmpty()) {
      pass();
    }

    assertThat(rig.face.count()).isZero();
    assertThat(rig.begun.used()).isZero();
  }
}
