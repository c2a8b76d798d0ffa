package org.fanfare.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How many tests there are for each law in each run of each gate: a line of numbers for each, which
 * may only grow. What has grown must be written down, lest it be lost again unseen. For one thread.
 */
final class Counts {
  private static final int LAWS = 11;
  private static final String HEADING =
      """
      # How many tests must have passed in each run of each gate: all of them, then those of law 1, 2 … 11.
      # Less is red, and so is more until it is written down here: the gate prints how.
      # %-22s %5s %s
      """;

  private final Map<String, int[]> rows = new TreeMap<>();

  /** Counts one test of {@code row}, a gate and a run, that holds these laws. */
  void add(String row, Set<Integer> laws) {
    int[] counts = rows.computeIfAbsent(row, any -> new int[LAWS + 1]);
    counts[0]++;
    laws.forEach(law -> counts[law]++);
  }

  static Counts read(Path file) throws IOException {
    Counts counts = new Counts();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length != LAWS + 3) {
          throw new IllegalArgumentException(file + ": a gate, a run, " + (LAWS + 1) + " numbers");
        }
        counts.rows.put(
            words[0] + " " + words[1],
            Arrays.stream(words).skip(2).mapToInt(Integer::parseInt).toArray());
      }
    }
    return counts;
  }

  /** Returns these counts, with the rows of {@code now} in place of their own. */
  Counts with(Counts now) {
    Counts all = new Counts();
    rows.forEach((row, counts) -> all.rows.put(row, counts));
    now.rows.forEach((row, counts) -> all.rows.put(row, counts));
    return all;
  }

  /** Returns what is missing in {@code now} of the rows of {@code gate}, but for some runs. */
  List<String> missing(String gate, Counts now, Set<String> leftOut) {
    List<String> missing = new ArrayList<>();
    rows.forEach(
        (row, wanted) -> {
          String run = row.substring(row.indexOf(' ') + 1);
          if (row.startsWith(gate + " ") && !leftOut.contains(run)) {
            int[] are = now.rows.getOrDefault(row, new int[LAWS + 1]);
            for (int law = 0; law <= LAWS; law++) {
              if (are[law] < wanted[law]) {
                String what = law == 0 ? "tests" : "tests of law " + law;
                missing.add(
                    "%s: %d %s must pass, %d did".formatted(run, wanted[law], what, are[law]));
              }
            }
          }
        });
    return missing;
  }

  /** Tells whether {@code now} has a row, or a number, above these. */
  boolean areExceededBy(Counts now) {
    return now.rows.entrySet().stream()
        .anyMatch(
            entry -> {
              int[] are = rows.get(entry.getKey());
              return are == null
                  || IntStream.rangeClosed(0, LAWS)
                      .anyMatch(law -> entry.getValue()[law] > are[law]);
            });
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(HEADING.formatted("", "all", numbers(laws())));
    rows.forEach(
        (row, counts) ->
            text.append(
                "%-24s %5d %s%n"
                    .formatted(row, counts[0], numbers(Arrays.copyOfRange(counts, 1, LAWS + 1)))));
    return text.toString();
  }

  private static int[] laws() {
    int[] laws = new int[LAWS];
    Arrays.setAll(laws, law -> law + 1);
    return laws;
  }

  private static String numbers(int[] numbers) {
    StringBuilder text = new StringBuilder();
    for (int number : numbers) {
      text.append(" %4d".formatted(number));
    }
    return text.toString();
  }
}
