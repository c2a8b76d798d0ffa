package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.fanfare.LogCapture;
import org.junit.jupiter.api.Test;

/** Rule P19: a failure is told once, by the logger of its consumer, and many alike are counted. */
class LoggedFailuresTest {
  private final TurnedTime time = new TurnedTime();
  private final LoggedFailures failures = new LoggedFailures(time);

  /** One consumer. */
  private static final class One {}

  /** Another one. */
  private static final class Other {}

  private void fails(Class<?> consumer) {
    failures.tell(consumer, "connect", "ann at /chat", new IllegalStateException("provoked"));
  }

  @Test
  void aFailureIsOneEntryOfTheConsumersOwnLogger() {
    try (LogCapture one = new LogCapture(One.class.getName());
        LogCapture other = new LogCapture(Other.class.getName())) {
      fails(One.class);

      assertThat(one.lines()).containsExactly("SEVERE connect of ann at /chat failed");
      assertThat(other.lines()).isEmpty();
    }
  }

  @Test
  void ofManyAlikeTenAreToldInAMinuteAndThenTheirNumber() {
    try (LogCapture log = new LogCapture(One.class.getName())) {
      for (int i = 0; i < 25; i++) {
        fails(One.class);
      }
      assertThat(log.lines()).hasSize(LoggedFailures.IN_A_MINUTE);

      time.pass(Duration.ofMinutes(1));
      fails(One.class);

      assertThat(log.lines())
          .last()
          .asString()
          .endsWith("failed; so did 15 that were not logged, like this");
    }
  }

  @Test
  void theNumberOfAStormThatStopsIsToldWhenItsMinuteIsOver() {
    try (LogCapture log = new LogCapture(One.class.getName())) {
      for (int i = 0; i < 25; i++) {
        fails(One.class);
      }
      time.pass(Duration.ofSeconds(59));
      failures.tick();
      assertThat(log.lines()).hasSize(LoggedFailures.IN_A_MINUTE);

      time.pass(Duration.ofSeconds(1));
      failures.tick();
      failures.tick();

      assertThat(log.lines())
          .hasSize(LoggedFailures.IN_A_MINUTE + 1)
          .last()
          .asString()
          .startsWith(
              "SEVERE 15 failures were not logged, the last one that connect of ann at /chat failed"
                  + " with java.lang.IllegalStateException at ");
    }
  }

  @Test
  void theNumberOfAStormIsToldWhenTheNodeEnds() {
    try (LogCapture log = new LogCapture(One.class.getName())) {
      for (int i = 0; i < 12; i++) {
        fails(One.class);
      }

      failures.close();

      assertThat(log.lines()).last().asString().startsWith("SEVERE 2 failures were not logged");
    }
  }

  @Test
  void theNumberOfAStormIsToldBeforeItsPlaceIsForgotten() {
    try (LogCapture log = new LogCapture(One.class.getName());
        LogCapture other = new LogCapture(Other.class.getName())) {
      for (int i = 0; i < 12; i++) {
        fails(One.class);
      }

      for (int i = 0; i < 1_000; i++) {
        Exception elsewhere = new IllegalStateException("provoked");
        elsewhere.setStackTrace(
            new StackTraceElement[] {new StackTraceElement("Made", "up", "Made.java", i)});
        failures.tell(Other.class, "connect", "ann at /chat", elsewhere);
      }

      assertThat(log.lines()).last().asString().startsWith("SEVERE 2 failures were not logged");
      assertThat(other.lines()).hasSize(1_000);
    }
  }

  @Test
  void oneConsumerThatFailsOftenHidesNoOther() {
    try (LogCapture one = new LogCapture(One.class.getName());
        LogCapture other = new LogCapture(Other.class.getName())) {
      for (int i = 0; i < 25; i++) {
        fails(One.class);
      }
      fails(Other.class);

      assertThat(one.lines()).hasSize(LoggedFailures.IN_A_MINUTE);
      assertThat(other.lines()).hasSize(1);
    }
  }
}
