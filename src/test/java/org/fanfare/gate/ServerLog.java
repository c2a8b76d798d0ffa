package org.fanfare.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The log of a server, or the output of tests that has it within, as records: a line with a time,
 * and all that follows until the next.
 */
public final class ServerLog {
  /**
   * Payara, GlassFish, Open Liberty; WildFly's file and its console; Liberty by the locale; none.
   */
  private static final Pattern RECORD =
      Pattern.compile(
          "\\[\\d{4}-\\d\\d-\\d\\dT.*"
              + "|(\\d{4}-\\d\\d-\\d\\d )?\\d\\d:\\d\\d:\\d\\d,\\d{3} .*"
              + "|\\[\\d+/\\d+/\\d+,? \\d+:\\d\\d:\\d\\d:\\d{3} .*"
              + "|\\S.*Exception in thread \".*|Exception in thread \".*");

  /** What Maven and the tests' own loggers print: no record of a server goes on there. */
  private static final Pattern OTHERS =
      Pattern.compile("\\[(INFO|WARNING|ERROR|DEBUG)\\].*|[A-Z][a-z]{2} \\d{1,2}, \\d{4} .*");

  private static final Pattern ERROR =
      Pattern.compile(
          "\\[\\d{4}.*\\[SEVERE\\].*"
              + "|(\\d{4}-\\d\\d-\\d\\d )?\\d\\d:\\d\\d:\\d\\d,\\d{3} (ERROR|FATAL) .*"
              + "|\\[\\d+[/-]\\d+[/-]\\d+.*\\] [0-9a-f]{8} \\S+ +[EF] .*"
              + "|.*Exception in thread \".*"
              + "|.* FFDC1015I: .*");

  /** Open Liberty writes each line of its standard error as a record of its own. */
  private static final Pattern TRACE =
      Pattern.compile("(\\[.* SystemErr +R )?\\s+at [\\w.$/@<>]+\\(.*");

  private static final int MOST_LINES = 400; // of one record

  private ServerLog() {}

  /** Returns the complaints in {@code lines} that a server's log may not have. */
  public static List<String> unknown(String server, List<String> lines) throws IOException {
    Path known = Path.of(System.getProperty("project.dir", ""), KnownLines.FILE);
    return KnownLines.read(known).unknown(server, complaints(lines));
  }

  /** Tells whether a server has written anything here that is understood. */
  static boolean hasRecords(List<String> lines) {
    return lines.stream().anyMatch(line -> RECORD.matcher(line).matches());
  }

  /** Returns the records that tell of an error, of a leak or have a stack trace. */
  static List<String> complaints(List<String> lines) {
    List<String> complaints = new ArrayList<>();
    List<String> record = new ArrayList<>();
    for (String line : lines) {
      boolean begins = RECORD.matcher(line).matches();
      if (begins || OTHERS.matcher(line).matches()) {
        take(record, complaints);
        record.clear();
      }
      if (begins || (!record.isEmpty() && record.size() < MOST_LINES)) {
        record.add(line);
      }
    }
    take(record, complaints);
    return complaints;
  }

  private static void take(List<String> record, List<String> complaints) {
    if (!record.isEmpty() && isComplaint(record)) {
      complaints.add(String.join("\n", record));
    }
  }

  private static boolean isComplaint(List<String> record) {
    return ERROR.matcher(record.get(0)).matches()
        || record.stream()
            .anyMatch(line -> TRACE.matcher(line).matches() || line.matches("(?i).*\\bleak.*"));
  }
}
