package org.fanfare.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fanfare.gate.TestRun.Outcome;

/** What all tests of all runs came to, each with all its executions. Not changed once made. */
final class Results {
  private static final String SUFFIX = ".results";

  /** One test of one run: its executions in order, at least one. */
  record Test(List<TestRun> executions) {
    Test {
      executions = List.copyOf(executions);
    }

    TestRun last() {
      return executions.get(executions.size() - 1);
    }

    boolean passed() {
      return last().outcome() == Outcome.PASSED;
    }

    boolean skipped() {
      return last().outcome() == Outcome.SKIPPED;
    }

    /** Whether it failed first and passed when it was repeated. */
    boolean isFlake() {
      return passed() && executions.get(0).outcome() == Outcome.FAILED;
    }

    @Override
    public String toString() {
      return last().run() + ": " + last().name();
    }
  }

  private final List<Test> tests;

  Results(Collection<TestRun> executions) {
    Map<String, List<TestRun>> byTest = new LinkedHashMap<>();
    for (TestRun one : executions) {
      byTest.computeIfAbsent(one.run() + " " + one.id(), any -> new ArrayList<>()).add(one);
    }
    tests = byTest.values().stream().map(Test::new).toList();
  }

  /** Reads all files of results in {@code folder}; each is named after its run. */
  static Results in(Path folder) throws IOException {
    List<TestRun> executions = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList()) {
        String run = file.getFileName().toString().replace(SUFFIX, "");
        Files.readAllLines(file).forEach(line -> executions.add(TestRun.of(run, line)));
      }
    }
    return new Results(executions);
  }

  List<Test> tests() {
    return tests;
  }

  List<Test> failed() {
    return tests.stream().filter(test -> !test.passed() && !test.skipped()).toList();
  }

  List<Test> skipped() {
    return tests.stream().filter(Test::skipped).toList();
  }

  List<Test> flakes() {
    return tests.stream().filter(Test::isFlake).toList();
  }

  long passed() {
    return tests.stream().filter(Test::passed).filter(test -> isOfMethod(test.last())).count();
  }

  /** A class that could not begin stands among the results too, but is no test. */
  private static boolean isOfMethod(TestRun one) {
    return one.id().contains("[method:") || one.id().contains("-invocation:");
  }

  /** Returns how many tests passed in each run, by law. */
  Counts counts(String gate) {
    Counts counts = new Counts();
    for (Test test : tests) {
      if (test.passed() && isOfMethod(test.last())) {
        counts.add(gate + " " + test.last().run(), test.last().laws());
      }
    }
    return counts;
  }
}
