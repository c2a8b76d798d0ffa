package org.fanfare.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges a gate that has run, and prints where its time went and what is wrong. Its exit status is
 * 0 if the change is good, else 1.
 *
 * <p>It is run in the folder of the checkout, with the gate, {@code quick} or {@code all}, and the
 * names of runs that were left out for want of a JDK.
 */
public final class Verdict {
  private static final Path FOLDER = Path.of("target/gate");
  private static final Path COUNTS = Path.of("src/test/counts.txt");
  private static final Path KNOWN = Path.of(KnownLines.FILE);
  private static final Set<String> WITHOUT_SERVER = Set.of("plain", "fuzz");
  private static final int ALIKE = 300; // characters by which two records are the same
  private static final int SHOWN = 40; // lines of a record

  private final Gate gate;
  private final Set<String> leftOut;
  private final List<String> problems = new ArrayList<>();

  /** Records of a log that are the same: the first of them, and how often they came. */
  private record Unknown(String first, int times) {
    Unknown and(Unknown other) {
      return new Unknown(first, times + other.times);
    }
  }

  private Verdict(Gate gate, Set<String> leftOut) {
    this.gate = gate;
    this.leftOut = leftOut;
  }

  public static void main(String[] arguments) throws IOException {
    Gate gate = Gate.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Set<String> leftOut = Arrays.stream(arguments).skip(1).collect(Collectors.toSet());
    System.exit(new Verdict(gate, leftOut).judge() ? 0 : 1);
  }

  private boolean judge() throws IOException {
    List<Part> parts = Part.read(FOLDER.resolve("times.tsv"));
    say(Part.table(parts));
    parts.stream()
        .filter(part -> part.status() != 0)
        .map(part -> part.name() + " failed, see " + FOLDER + "/logs/" + part.name() + ".log")
        .forEach(problems::add);

    Results results = Results.in(FOLDER);
    results.failed().forEach(test -> problems.add("failed: " + test));
    results.skipped().forEach(test -> problems.add("skipped: " + test));
    flakes(results.flakes());
    counts(results);
    logs(results);
    if (gate == Gate.ALL
        && problems.isEmpty()
        && Matrix.write(Path.of("src/site/markdown/laws.md"), results.tests())) {
      say("The matrix in laws.md was written anew: commit it.");
    }

    problems.forEach(problem -> say("RED: " + problem));
    say(
        "%d passed, %d failed, %d skipped"
            .formatted(results.passed(), results.failed().size(), results.skipped().size()));
    return problems.isEmpty();
  }

  private void flakes(List<Results.Test> flakes) {
    for (Results.Test flake : flakes) {
      say(
          "FLAKE%s: %s. It failed once and passed when repeated; what is known: %s/evidence/%s"
              .formatted(
                  flake.last().isOfLaw() ? " ON A LAW " + flake.last().laws() : "",
                  flake,
                  FOLDER,
                  flake.last().run()));
    }
    problems.addAll(Flakes.problems(gate, flakes));
  }

  private void counts(Results results) throws IOException {
    Counts now = results.counts(gate.word());
    Counts wanted = Counts.read(COUNTS);
    problems.addAll(wanted.missing(gate.word(), now, leftOut));
    if (wanted.areExceededBy(now)) {
      Path proposed = FOLDER.resolve("counts.txt");
      Files.writeString(proposed, wanted.with(now).toString());
      problems.add("more tests than are written down: cp " + proposed + " " + COUNTS);
    }
  }

  /** The logs that the servers wrote themselves; Payara Micro writes to the output of its tests. */
  private void logs(Results results) throws IOException {
    KnownLines known = KnownLines.read(KNOWN);
    known.outdated(Files.readString(Path.of("pom.xml"))).forEach(problems::add);
    Map<String, Unknown> unknown = new LinkedHashMap<>();
    Set<String> read = new HashSet<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve("logs"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        String run = name.replaceFirst("\\..*", "");
        if (name.startsWith("payara") || name.contains(".server-")) {
          List<String> lines = lines(file);
          if (ServerLog.hasRecords(lines)) {
            read.add(run);
          }
          known
              .unknown(run.replaceFirst("-.*", ""), ServerLog.complaints(lines))
              .forEach(
                  record ->
                      unknown.merge(
                          name + ": " + brief(record),
                          new Unknown(name + ": " + shown(record), 1),
                          Unknown::and));
        }
      }
    }
    unknown
        .values()
        .forEach(seen -> problems.add("in a log, " + seen.times() + " times: " + seen.first()));
    results.tests().stream()
        .map(test -> test.last().run())
        .distinct()
        .filter(run -> !WITHOUT_SERVER.contains(run) && !read.contains(run))
        .forEach(run -> problems.add("no log of the server was read: " + run));
  }

  /** A record without its time and numbers, so that the same one is the same again. */
  private static String brief(String record) {
    String text = record.replaceFirst("^\\[?[\\d-]+[T /][\\d:,.+/ A-Z]*]?", "");
    return text.substring(0, Math.min(ALIKE, text.length())).replaceAll("\\d+", "0");
  }

  /** A record with its stack trace, so that it can be understood where the log itself is lost. */
  private static String shown(String record) {
    return record.lines().limit(SHOWN).collect(Collectors.joining("\n  "));
  }

  private static List<String> lines(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
  }

  private static void say(String text) {
    System.out.println(text);
  }
}
