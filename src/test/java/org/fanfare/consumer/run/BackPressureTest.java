package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Rule P14: no further callback begins while too much waits for the client. */
class BackPressureTest {
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<Event> called = new ArrayList<>();
  private final Callbacks callbacks = new Callbacks(threads::add, called::add);
  private final Queue<Boolean> crowded = new ArrayDeque<>(); // what it is found to be, in turn
  private final BackPressure pressure =
      new BackPressure(callbacks, () -> Boolean.TRUE.equals(crowded.poll()));

  private void isCrowded(boolean... inTurn) {
    crowded.clear();
    for (boolean each : inTurn) {
      crowded.add(each);
    }
  }

  private int called() {
    callbacks.start();
    called.clear();
    callbacks.offer(new Event.Text("x", 1));
    for (Runnable next = threads.poll(); next != null; next = threads.poll()) {
      next.run();
    }
    return called.size();
  }

  @Test
  void whileTooMuchWaitsNothingIsCalled() {
    isCrowded(true);
    pressure.hold();
    assertThat(called()).isZero();

    isCrowded(true);
    pressure.release();
    assertThat(called()).as("the client has read too little").isZero();

    isCrowded(false, false);
    pressure.release();
    assertThat(called()).as("with what had waited").isEqualTo(3);
  }

  @Test
  void whatTheClientHasReadMeanwhileDoesNotHold() {
    isCrowded(false);
    pressure.hold();

    assertThat(called()).isEqualTo(1);
  }

  @Test
  void whatWasSentMeanwhileHoldsAgain() {
    isCrowded(true);
    pressure.hold();

    isCrowded(false, true, true);
    pressure.release();

    assertThat(called()).isZero();
  }

  @Test
  void whoHeldNothingReleasesNothing() {
    callbacks.pause(); // for another reason

    isCrowded(false, false);
    pressure.release();

    assertThat(called()).isZero();
    assertThat(crowded).as("it did not even look").hasSize(2);
  }
}
