package org.fanfare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * The command {@code growth}: the results of {@code src/bench/growth.sh} as Markdown tables, and a
 * chart of each series as an SVG.
 */
final class Growth {
  private static final Column PER_SECOND = Column.of("deliveries/s", 0, 1, "deliveries_per_s");
  private static final Column CPU =
      Column.of("server CPU µs/delivery", 2, 1, "server_us_per_delivery");
  private static final Column[] TABLE = {
    PER_SECOND,
    CPU,
    Column.of("server cores", 2, 1, "server_cores"),
    Column.of("generator busy %", 0, 100, "generator_busy"),
    Column.of("others' cores", 2, 1, "other_cores"),
    Column.of("window", 0, 1, "window"),
    Column.WRONG
  };

  private final Results results;

  private Growth(Results results) {
    this.results = results;
  }

  static Verdict run(Options options) throws IOException {
    Results results = new Results(Path.of(options.text("file", "target/bench/growth.jsonl")));
    Path folder = Path.of(options.text("to", "src/site/resources/images"));
    options.refuseUnknown();
    Growth growth = new Growth(results);
    System.out.println(growth.conditions());
    for (Series series : Series.values()) {
      List<String> labels = growth.labels(series);
      if (!labels.isEmpty()) {
        growth.print(series, labels);
        String name = "growth-" + series.name().toLowerCase(Locale.ROOT) + ".svg";
        Files.writeString(folder.resolve(name), growth.chart(series, labels).svg());
      }
    }
    return Verdict.GOOD;
  }

  /** Those of a series, in the order of its points. */
  private List<String> labels(Series series) {
    String part = "/" + series.name().toLowerCase(Locale.ROOT) + "/";
    ToLongFunction<String> x = Growth::x;
    return results.labels().stream()
        .filter(label -> label.contains(part))
        .sorted(Comparator.comparingLong(x))
        .toList();
  }

  private static long x(String label) {
    return Long.parseLong(label.substring(label.lastIndexOf('/') + 1));
  }

  private void print(Series series, List<String> labels) {
    Markdown.table(
        series.title() + ": " + series.subtitle(),
        series.axis(),
        results,
        labels,
        label -> series.point(x(label)),
        TABLE);
  }

  /** When, and on what, it was measured. */
  private String conditions() {
    return results.runs("conditions").stream()
        .map(each -> each.getOrDefault("text", ""))
        .findFirst()
        .orElse("");
  }

  private Chart chart(Series series, List<String> labels) {
    return new Chart(
        series.title(),
        series.subtitle(),
        series.axis() + " (log scale)",
        "Drawn by src/bench/growth.sh, which measures first; again from what was measured:"
            + " src/bench/growth.sh draw. "
            + conditions(),
        List.of(
            new Panel(
                "Deliveries a second, in thousands",
                "speed",
                points(series, labels, PER_SECOND, 1e-3)),
            new Panel(
                "Server CPU for each delivery, in µs", "cost", points(series, labels, CPU, 1))));
  }

  private List<Panel.Point> points(
      Series series, List<String> labels, Column column, double scale) {
    List<Panel.Point> points = new ArrayList<>();
    for (String label : labels) {
      column
          .value(results.runs(label))
          .ifPresent(
              value ->
                  points.add(new Panel.Point(x(label), series.point(x(label)), value * scale)));
    }
    return points;
  }
}
