package org.fanfare.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fanfare.gate.Samples.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.fanfare.gate.TestRun.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tests came to is read as it was written, and every execution counts. */
class ResultsTest {
  @Test
  void anExecutionIsReadAsItWasWritten() {
    TestRun written =
        new TestRun(
            "wildfly",
            "[class:a]",
            "a.b [1] face = SSE",
            Set.of(2, 3),
            EnumSet.of(Law.Transport.SSE),
            true,
            Outcome.PASSED,
            1234);

    assertThat(TestRun.of("wildfly", written.line())).isEqualTo(written);
  }

  @Test
  void aNameWithTabsAndLineBreaksStaysOneLine() {
    TestRun odd =
        new TestRun("plain", "id", "a\tb\r\nc", Set.of(), Set.of(), false, Outcome.PASSED, 1);

    assertThat(TestRun.of("plain", odd.line()).name()).isEqualTo("a b  c");
  }

  @Test
  void aLineThatIsCutOffIsRefused() {
    assertThatThrownBy(() -> TestRun.of("plain", "id\tname\t1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a line of results");
  }

  @Test
  void aTestThatPassedWhenItWasRepeatedIsAFlakeAndPassed() {
    Results results =
        new Results(
            List.of(
                execution("payara", "one", 2, Outcome.FAILED),
                execution("payara", "two", 2, Outcome.PASSED),
                execution("payara", "one", 2, Outcome.PASSED)));

    assertThat(results.flakes())
        .extracting(Results.Test::toString)
        .containsOnly("payara: LawsIT.one");
    assertThat(results.failed()).isEmpty();
    assertThat(results.passed()).isEqualTo(2);
  }

  @Test
  void aTestThatFailedTwiceHasFailed() {
    Results results =
        new Results(
            List.of(
                execution("payara", "one", 2, Outcome.FAILED),
                execution("payara", "one", 2, Outcome.FAILED)));

    assertThat(results.failed()).hasSize(1);
    assertThat(results.flakes()).isEmpty();
  }

  @Test
  void theSameTestOnTwoServersIsTwoTests() {
    Results results =
        new Results(
            List.of(
                execution("payara", "one", 2, Outcome.PASSED),
                execution("wildfly", "one", 2, Outcome.SKIPPED)));

    assertThat(results.passed()).isEqualTo(1);
    assertThat(results.skipped()).hasSize(1);
  }

  @Test
  void aClassThatCouldNotBeginHasFailedThoughItIsNoTest() {
    TestRun deployment =
        new TestRun(
            "payara",
            "[engine:junit-jupiter]/[class:org.fanfare.wire.LawsIT]",
            "LawsIT",
            Set.of(),
            Set.of(),
            false,
            Outcome.FAILED,
            1);

    assertThat(new Results(List.of(deployment)).failed()).hasSize(1);
    assertThat(new Results(List.of(deployment)).passed()).isZero();
  }

  @Test
  void theRunIsTheNameOfTheFile(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("liberty-direct.results"),
        execution("liberty-direct", "one", 1, Outcome.PASSED).line() + "\n");

    assertThat(Results.in(folder).tests())
        .extracting(Results.Test::toString)
        .containsExactly("liberty-direct: LawsIT.one");
  }
}
