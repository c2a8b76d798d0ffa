package org.fanfare.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.LogCapture;
import org.junit.jupiter.api.Test;

/** Wrong settings are told so that nobody has to look for them. */
class MisconfigurationTest {
  private static final int TICKS_IN_A_MINUTE = 12;

  @Test
  void theReasonIsToldInOneLineAtOnceAfterTheStartAndEachMinute() {
    Misconfiguration wrong = new Misconfiguration("fanfare.heartbeet is not a setting");
    try (LogCapture told = new LogCapture(Misconfiguration.class.getName())) {
      wrong.tell();
      wrong.tick();
      assertThat(told.lines()).hasSize(2);

      for (int tick = 1; tick < TICKS_IN_A_MINUTE; tick++) {
        wrong.tick();
      }

      assertThat(told.lines())
          .hasSize(4)
          .allSatisfy(
              line ->
                  assertThat(line)
                      .startsWith("SEVERE ")
                      .endsWith(": fanfare.heartbeet is not a setting"));
    }
  }
}
