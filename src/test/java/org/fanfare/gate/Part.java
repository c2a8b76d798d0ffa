package org.fanfare.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One part of the gate, a command that was run.
 *
 * @param begun in seconds since the gate began
 * @param ended likewise
 * @param status with which the command ended, 0 if all was well
 */
record Part(String name, long begun, long ended, int status) {
  /** Reads a line for each part: its name, begin, end and status with a tab between them. */
  static List<Part> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(Part::of).toList();
  }

  private static Part of(String line) {
    String[] fields = line.split("\t", -1);
    return new Part(
        fields[0],
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Integer.parseInt(fields[3]));
  }

  static String table(List<Part> parts) {
    StringBuilder text = new StringBuilder("Where the time went, in seconds since the begin:\n");
    for (Part part : parts) {
      text.append(
          "  %-20s %5d to %5d  = %5d%s%n"
              .formatted(
                  part.name(),
                  part.begun(),
                  part.ended(),
                  part.ended() - part.begun(),
                  part.status() == 0 ? "" : "  FAILED (status " + part.status() + ")"));
    }
    return text.toString();
  }
}
