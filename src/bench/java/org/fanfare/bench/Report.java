package org.fanfare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of one run, in order: a line for people, and one of JSON for a file. */
final class Report {
  private final Map<String, String> figures = new LinkedHashMap<>();

  Report(String label) {
    text("label", label);
  }

  void text(String name, String value) {
    figures.put(name, '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
  }

  void count(String name, long value) {
    figures.put(name, Long.toString(value));
  }

  void figure(String name, double value) {
    figures.put(name, String.format(Locale.ROOT, "%.3f", value));
  }

  void latencies(Latencies latencies) {
    latencies("", latencies);
  }

  void latencies(String prefix, Latencies latencies) {
    figure(prefix + "p50_us", latencies.percentile(50));
    figure(prefix + "p90_us", latencies.percentile(90));
    figure(prefix + "p99_us", latencies.percentile(99));
    figure(prefix + "p999_us", latencies.percentile(99.9));
    figure(prefix + "max_us", latencies.largest());
  }

  /** Prints the line for people to the standard error, and appends the JSON if a file is named. */
  void write(String file) throws IOException {
    System.err.println(
        figures.entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue().replace("\"", ""))
            .collect(Collectors.joining(" | ")));
    if (!file.isEmpty()) {
      String json =
          figures.entrySet().stream()
              .map(each -> '"' + each.getKey() + "\":" + each.getValue())
              .collect(Collectors.joining(",", "{", "}\n"));
      Files.writeString(Path.of(file), json, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
