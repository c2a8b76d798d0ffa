package org.fanfare.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.gate.Samples.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.fanfare.gate.TestRun.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's table says what the tests of the wire showed, and nothing else. */
class MatrixTest {
  @Test
  void aCellIsTheNumberOfTestsThatPassed() {
    String table =
        Matrix.of(
            new Results(
                    List.of(
                        execution("payara", "one", 2, Outcome.PASSED),
                        execution("payara", "two", 2, Outcome.PASSED),
                        execution("wildfly", "one", 2, Outcome.PASSED)))
                .tests());

    assertThat(table)
        .contains("| Payara Micro 6 | WebSocket | – | 2 |")
        .contains("| WildFly 39 | WebSocket | – | 1 |");
  }

  @Test
  void aTestThatFailedOrShowsThatItsLawDoesNotHoldIsACross() {
    TestRun broken =
        new TestRun(
            "liberty",
            "[class:org.fanfare.wire.MalformedIT]/[method:x()]",
            "x",
            Set.of(1),
            Set.of(Law.Transport.SSE),
            true,
            Outcome.PASSED,
            1);
    String table =
        Matrix.of(
            new Results(List.of(broken, execution("wildfly", "one", 1, Outcome.FAILED))).tests());

    assertThat(table)
        .contains("| Open Liberty 26 | WebSocket | – |")
        .contains("|  | SSE | ✗ |")
        .contains("| WildFly 39 | WebSocket | ✗ |");
  }

  @Test
  void testsThroughProxiesAreNotCountedBesideTheWiresOwn() {
    TestRun proxied =
        new TestRun(
            "payara",
            "[class:org.fanfare.wire.proxy.HttpdIT]/[method:x()]",
            "x",
            Set.of(1),
            Set.of(Law.Transport.SSE),
            false,
            Outcome.PASSED,
            1);

    assertThat(Matrix.of(new Results(List.of(proxied)).tests())).doesNotContain("| 1 | – |");
  }

  @Test
  void onlyTheTableOfThePageIsWritten(@TempDir Path folder) throws IOException {
    Path readme = folder.resolve("README.md");
    Files.writeString(
        readme, "before\n<!-- matrix: x -->\nold\n<!-- end of the matrix -->\nafter\n");

    assertThat(Matrix.write(readme, List.of())).isTrue();
    assertThat(Matrix.write(readme, List.of())).isFalse();

    assertThat(Files.readString(readme))
        .startsWith("before\n<!-- matrix: x -->\n| server |")
        .endsWith("|\n<!-- end of the matrix -->\nafter\n")
        .doesNotContain("old");
  }
}
