package org.fanfare.gate;

import static java.util.stream.Collectors.toCollection;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One execution of one test, as a line of a file of results. A test that failed is executed twice.
 *
 * @param run the name of the run of tests that it was part of
 * @param id what tells the test from all others of its run
 * @param name its class and method, with its parameters, for people
 * @param laws the laws that it holds; empty if it holds none
 * @param transports on which it holds them
 * @param broken whether it passes by showing that they do not hold
 */
record TestRun(
    String run,
    String id,
    String name,
    Set<Integer> laws,
    Set<Law.Transport> transports,
    boolean broken,
    Outcome outcome,
    long millis) {
  /** How an execution ended. */
  enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  TestRun {
    laws = Collections.unmodifiableSet(new TreeSet<>(laws));
    transports = Collections.unmodifiableSet(new TreeSet<>(transports));
  }

  boolean isOfLaw() {
    return !laws.isEmpty();
  }

  /** Returns it as one line of fields with a tab between them, without the run. */
  String line() {
    return String.join(
        "\t",
        field(id),
        field(name),
        laws.stream().map(String::valueOf).collect(Collectors.joining(",")),
        transports.stream().map(Enum::name).collect(Collectors.joining(",")),
        String.valueOf(broken),
        outcome.name(),
        String.valueOf(millis));
  }

  private static String field(String text) {
    return text.replaceAll("[\\t\\r\\n]", " ");
  }

  /** Returns what {@link #line} has written. */
  static TestRun of(String run, String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 7) {
      throw new IllegalArgumentException("not a line of results: " + line);
    }
    return new TestRun(
        run,
        fields[0],
        fields[1],
        words(fields[2]).map(Integer::valueOf).collect(toCollection(TreeSet::new)),
        words(fields[3])
            .map(Law.Transport::valueOf)
            .collect(toCollection(() -> EnumSet.noneOf(Law.Transport.class))),
        Boolean.parseBoolean(fields[4]),
        Outcome.valueOf(fields[5]),
        Long.parseLong(fields[6]));
  }

  private static java.util.stream.Stream<String> words(String list) {
    return Arrays.stream(list.split(",", -1)).filter(word -> !word.isEmpty());
  }
}
