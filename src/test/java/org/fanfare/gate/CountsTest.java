package org.fanfare.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The number of tests for each law and server may only grow. */
class CountsTest {
  private final Counts wanted = new Counts();
  private final Counts now = new Counts();

  @Test
  void oneTestLessIsNamedWithItsLaw() {
    wanted.add("quick payara", Set.of(2));
    wanted.add("quick payara", Set.of(2, 3));
    now.add("quick payara", Set.of(2));

    assertThat(wanted.missing("quick", now, Set.of()))
        .containsExactly(
            "payara: 2 tests must pass, 1 did",
            "payara: 2 tests of law 2 must pass, 1 did",
            "payara: 1 tests of law 3 must pass, 0 did");
    assertThat(wanted.areExceededBy(now)).isFalse();
  }

  @Test
  void aTestThatHoldsNoLawAnyMoreIsMissedThoughAsManyRan() {
    wanted.add("quick plain", Set.of(1));
    now.add("quick plain", Set.of());

    assertThat(wanted.missing("quick", now, Set.of())).hasSize(1);
  }

  @Test
  void aServerThatDidNotRunIsMissed() {
    wanted.add("quick wildfly", Set.of());

    assertThat(wanted.missing("quick", now, Set.of())).hasSize(1);
  }

  @Test
  void aServerThatWasLeftOutIsNotMissed() {
    wanted.add("quick glassfish8", Set.of());

    assertThat(wanted.missing("quick", now, Set.of("glassfish8"))).isEmpty();
  }

  @Test
  void theOtherGateIsNotAskedFor() {
    wanted.add("all payara7", Set.of());

    assertThat(wanted.missing("quick", now, Set.of())).isEmpty();
  }

  @Test
  void moreTestsAreNoticedAndWrittenDown(@TempDir Path folder) throws IOException {
    wanted.add("all payara", Set.of(1));
    wanted.add("quick payara", Set.of(1));
    now.add("quick payara", Set.of(1));
    now.add("quick payara", Set.of(11));
    Path file = folder.resolve("counts.txt");

    assertThat(wanted.areExceededBy(now)).isTrue();
    Files.writeString(file, wanted.with(now).toString());

    Counts read = Counts.read(file);
    assertThat(read.missing("quick", now, Set.of())).isEmpty();
    assertThat(read.areExceededBy(now)).isFalse();
    assertThat(read.missing("all", wanted, Set.of())).isEmpty();
    assertThat(read.missing("all", now, Set.of())).isNotEmpty();
  }

  @Test
  void aLineWithTooFewNumbersIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("counts.txt"), "quick payara 1 2 3\n");

    assertThatThrownBy(() -> Counts.read(file)).isInstanceOf(IllegalArgumentException.class);
  }
}
