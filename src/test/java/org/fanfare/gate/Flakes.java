package org.fanfare.gate;

import java.util.List;

/**
 * How many tests may have failed once and passed when they were repeated. A flake on a law is a
 * fault until shown otherwise: the full matrix lets none pass, the quick gate one; of others both
 * let two pass.
 */
final class Flakes {
  private static final int OTHERS = 2;

  private Flakes() {}

  /** Returns why these flakes are too many for {@code gate}; empty if they are not. */
  static List<String> problems(Gate gate, List<Results.Test> flakes) {
    long ofLaws = flakes.stream().filter(flake -> flake.last().isOfLaw()).count();
    long others = flakes.size() - ofLaws;
    if (ofLaws > gate.lawFlakes) {
      return List.of(
          "%d tests of laws failed once; %s lets %d pass"
              .formatted(ofLaws, gate.words, gate.lawFlakes));
    }
    return others > OTHERS
        ? List.of("%d tests failed once; at most %d may".formatted(others, OTHERS))
        : List.of();
  }
}
