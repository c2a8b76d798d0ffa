package org.fanfare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command {@code table}: a file of results, one flat JSON object on a line, as Markdown. A
 * label is {@code what/measurement}; lines with the same label are runs, of which the median is
 * shown.
 */
final class Table {
  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":(?:\"([^\"]*)\"|([^,}]+))");

  private final Map<String, List<Map<String, String>>> runs = new LinkedHashMap<>();

  private Table(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      Map<String, String> fields = new LinkedHashMap<>();
      Matcher field = FIELD.matcher(line);
      while (field.find()) {
        fields.put(field.group(1), field.group(2) == null ? field.group(3) : field.group(2));
      }
      runs.computeIfAbsent(fields.getOrDefault("label", "?"), label -> new ArrayList<>())
          .add(fields);
    }
  }

  static Verdict run(Options options) throws IOException {
    Table table = new Table(Path.of(options.text("file", "target/bench/results.jsonl")));
    options.refuseUnknown();
    table.section(
        "load",
        "As fast as it goes (closed loop)",
        Column.of("deliveries/s", 0, 1, "deliveries_per_s"),
        Column.of("server CPU µs/delivery", 2, 1, "server_us_per_delivery"),
        Column.of("server cores", 2, 1, "server_cores"),
        Column.of("p99 ms", 1, 1e-3, "p99_us"),
        Column.WRONG,
        Column.of("generator busy %", 0, 100, "generator_busy"),
        Column.of("others' cores", 2, 1, "other_cores"));
    table.section(
        "latency",
        "At a fixed rate (open loop)",
        Column.of("deliveries/s", 0, 1, "deliveries_per_s"),
        Column.of("p50 ms", 2, 1e-3, "p50_us"),
        Column.of("p99 ms", 2, 1e-3, "p99_us"),
        Column.of("max ms", 2, 1e-3, "max_us"),
        Column.of("server CPU µs/delivery", 2, 1, "server_us_per_delivery"),
        Column.WRONG,
        Column.of("others' cores", 2, 1, "other_cores"));
    table.section(
        "idle",
        "Connections that wait",
        Column.of("connections", 0, 1, "conns"),
        Column.of("resident MiB before", 0, 1 / 1024.0, "rss_before_kib"),
        Column.of("with them", 0, 1 / 1024.0, "rss_idle_kib"),
        Column.of("KiB each, resident", 1, 1, "kib_per_conn"),
        Column.of("KiB each, live heap", 1, 1, "heap_kib_per_conn"),
        Column.of("threads before", 0, 1, "threads_before"),
        Column.of("with them", 0, 1, "threads_idle"),
        Column.of("CPU ms/s", 1, 1, "idle_cpu_ms_per_s"));
    table.section(
        "slow",
        "Beside a client that stopped reading",
        Column.of("p99 ms without", 2, 1e-3, "without_p99_us"),
        Column.of("p99 ms with", 2, 1e-3, "with_p99_us"),
        Column.of("ratio", 2, 1, "p99_ratio"),
        Column.of("gaps it was told of", 0, 1, "stuck_gaps"),
        Column.of("silent holes", 0, 1, "stuck_broken"),
        Column.of("live heap MiB without", 1, 1 / 1024.0, "heap_without_kib"),
        Column.of("with", 1, 1 / 1024.0, "heap_with_kib"),
        Column.of("after", 1, 1 / 1024.0, "heap_after_kib"),
        Column.WRONG);
    return Verdict.GOOD;
  }

  private void section(String measurement, String title, Column... columns) {
    List<String> labels =
        runs.keySet().stream().filter(label -> label.endsWith("/" + measurement)).toList();
    if (labels.isEmpty()) {
      return;
    }
    System.out.printf("%n### %s%n%n| | runs |", title);
    for (Column column : columns) {
      System.out.printf(" %s |", column.title());
    }
    System.out.printf("%n|---|--:|%s%n", "--:|".repeat(columns.length));
    for (String label : labels) {
      List<Map<String, String>> lines = runs.getOrDefault(label, List.of());
      System.out.printf("| %s | %d |", label.substring(0, label.lastIndexOf('/')), lines.size());
      for (Column column : columns) {
        System.out.printf(" %s |", column.cell(lines));
      }
      System.out.println();
    }
  }

  /** A figure, or several that are added: its median over the runs, scaled. */
  private record Column(
      String title, int digits, double scale, boolean worst, List<String> fields) {
    static final Column WRONG =
        new Column(
            "lost, repeated, out of order, damaged",
            0,
            1,
            true,
            List.of("lost", "dup", "out_of_order", "dup_or_out_of_order", "damaged", "gaps"));

    static Column of(String title, int digits, double scale, String... fields) {
      return new Column(title, digits, scale, false, List.of(fields));
    }

    String cell(List<Map<String, String>> lines) {
      List<Double> values = new ArrayList<>();
      for (Map<String, String> line : lines) {
        double sum = 0;
        boolean any = false;
        for (String field : fields) {
          any |= line.containsKey(field);
          sum += Double.parseDouble(line.getOrDefault(field, "0"));
        }
        if (any) {
          values.add(sum * scale);
        }
      }
      values.sort(null);
      return values.isEmpty()
          ? "–"
          : String.format(Locale.ROOT, "%,." + digits + "f", middle(values));
    }

    /** Of what went wrong the worst counts, not the middle. */
    private double middle(List<Double> sorted) {
      int size = sorted.size();
      if (worst) {
        return sorted.get(size - 1);
      }
      return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }
  }
}
