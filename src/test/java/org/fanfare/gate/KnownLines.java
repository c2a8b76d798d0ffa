package org.fanfare.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The complaints that a server may have in its log, each with the reason why it is no fault of
 * Fanfare's. Not changed once made.
 *
 * <p>A line of the file is {@code SERVER VERSION | TEXT | REASON}; TEXT must occur in the record.
 * With {@code SERVER VERSION, at most N} it may come N times in a log. Empty lines and those that
 * begin with {@code #} are comments.
 */
final class KnownLines {
  static final String FILE = "src/test/known-log-lines.txt";

  private static final Pattern SERVER = Pattern.compile("(\\w+) ([\\w.]+)(?:, at most (\\d+))?");

  private final List<Known> lines;

  private record Known(String server, String version, int most, String text) {}

  private KnownLines(List<Known> lines) {
    this.lines = lines;
  }

  static KnownLines read(Path file) throws IOException {
    return of(Files.readAllLines(file));
  }

  static KnownLines of(List<String> lines) {
    List<Known> known = new ArrayList<>();
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] fields = line.split(" \\| ", -1);
        Matcher server = SERVER.matcher(fields[0].strip());
        if (fields.length != 3 || !server.matches()) {
          throw new IllegalArgumentException("not SERVER VERSION | TEXT | REASON: " + line);
        }
        int most = server.group(3) == null ? Integer.MAX_VALUE : Integer.parseInt(server.group(3));
        known.add(new Known(server.group(1), server.group(2), most, fields[1].strip()));
      }
    }
    return new KnownLines(known);
  }

  /** Returns what is said of versions of servers that are not those of {@code pom}. */
  List<String> outdated(String pom) {
    return lines.stream()
        .map(known -> "<%s.version>%s</".formatted(known.server(), known.version()))
        .distinct()
        .filter(property -> !pom.contains(property))
        .map(property -> "the known lines speak of " + property + ", the POM does not")
        .toList();
  }

  /** Returns those of the complaints in one log of {@code server} that it may not have. */
  List<String> unknown(String server, List<String> complaints) {
    Map<Known, Integer> times = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String complaint : complaints) {
      boolean allowed =
          lines.stream()
              .filter(known -> known.server().equals(server))
              .filter(known -> complaint.contains(known.text()))
              .anyMatch(known -> times.merge(known, 1, Integer::sum) <= known.most());
      if (!allowed) {
        unknown.add(complaint);
      }
    }
    return unknown;
  }
}
