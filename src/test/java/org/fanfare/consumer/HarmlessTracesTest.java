package org.fanfare.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.LogCapture;
import org.junit.jupiter.api.Test;

/** Rule P38: what a tracer throws harms no callback, and is told once. */
class HarmlessTracesTest {
  private static RuntimeException failure() {
    return new IllegalStateException("for this test");
  }

  /** Its spans fail at their end. */
  private static final class Failing implements CallbackTraces.Running {
    @Override
    public void failed(Throwable failure) {
      throw failure();
    }

    @Override
    public void end() {
      throw failure();
    }
  }

  @Test
  void aSpanThatFailsIsDoneWithout() {
    try (LogCapture log = new LogCapture(HarmlessTraces.class.getName())) {
      CallbackTraces.OfConnection connection =
          new HarmlessTraces(route -> callback -> new Failing()).opened("/chat");

      for (int i = 0; i < 3; i++) {
        CallbackTraces.Running running = connection.begin("connect");
        running.failed(new Exception("of the callback"));
        running.end();
      }

      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void oneThatCannotBeginIsDoneWithoutToo() {
    CallbackTraces.OfConnection late =
        new HarmlessTraces(
                route ->
                    callback -> {
                      throw failure();
                    })
            .opened("/chat");
    CallbackTraces none =
        new HarmlessTraces(
            route -> {
              throw failure();
            });

    late.begin("connect").end();
    none.opened("/chat").begin("connect").end();

    assertThat(late.begin("connect")).isSameAs(CallbackTraces.Running.NONE);
  }
}
