package org.fanfare.transport.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.fanfare.protocol.ProblemJson;
import org.fanfare.status.Problem;

/**
 * The bad lines that a stream has left out: their number, and what is wrong with the first of them,
 * at most {@link #MOST_TOLD}. Safe for use by any thread.
 */
final class SkippedLines {
  static final int MOST_TOLD = 20;

  private record Bad(long number, Problem problem) {}

  private final List<Bad> told = new ArrayList<>(); // guarded by this
  private long count; // guarded by this

  synchronized void add(Problem problem, long number) {
    count++;
    if (told.size() < MOST_TOLD) {
      told.add(new Bad(number, problem));
    }
  }

  /** Returns the members of the answer that tell of them; they are in the order of the lines. */
  synchronized String members() {
    return "\"skipped\":%d,\"bad\":[%s]"
        .formatted(
            count,
            told.stream()
                .sorted(Comparator.comparingLong(Bad::number))
                .map(
                    bad ->
                        "{\"line\":%d,\"problem\":%s}"
                            .formatted(bad.number, ProblemJson.of(bad.problem)))
                .collect(Collectors.joining(",")));
  }
}
