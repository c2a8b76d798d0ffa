package org.fanfare.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The complaints that a server may have in its log, each with the reason why it is no fault of
 * Fanfare's. Not changed once made.
 *
 * <p>A line of the file is {@code SERVER VERSION | TEXT | REASON}; TEXT must occur in the record.
 * Empty lines and those that begin with {@code #} are comments.
 */
final class KnownLines {
  private final List<Known> lines;

  private record Known(String server, String text) {}

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
        if (fields.length != 3 || !fields[0].strip().matches("\\w+ [\\w.]+")) {
          throw new IllegalArgumentException("not SERVER VERSION | TEXT | REASON: " + line);
        }
        known.add(new Known(fields[0].strip().split(" ", 2)[0], fields[1].strip()));
      }
    }
    return new KnownLines(known);
  }

  /** Tells whether {@code record} may stand in the log of {@code server}. */
  boolean allow(String server, String record) {
    return lines.stream()
        .anyMatch(known -> known.server().equals(server) && record.contains(known.text()));
  }
}
