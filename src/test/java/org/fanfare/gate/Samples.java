package org.fanfare.gate;

import java.util.EnumSet;
import java.util.Set;
import org.fanfare.gate.TestRun.Outcome;

/** Executions of tests, for the tests of what judges them. */
final class Samples {
  private Samples() {}

  /** An execution of a test that holds a law on every transport, or none for 0. */
  static TestRun execution(String run, String test, int law, Outcome outcome) {
    return new TestRun(
        run,
        "[engine:junit-jupiter]/[class:org.fanfare.wire.LawsIT]/[method:" + test + "()]",
        "LawsIT." + test,
        law == 0 ? Set.of() : Set.of(law),
        law == 0 ? Set.of() : EnumSet.allOf(Law.Transport.class),
        false,
        outcome,
        12);
  }
}
