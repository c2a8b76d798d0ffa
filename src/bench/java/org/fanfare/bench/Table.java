package org.fanfare.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The command {@code table}: a file of results, one flat JSON object on a line, as Markdown. A
 * label is {@code what/measurement}; lines with the same label are runs, of which the median is
 * shown.
 */
final class Table {
  private final Results results;

  private Table(Results results) {
    this.results = results;
  }

  static Verdict run(Options options) throws IOException {
    Table table =
        new Table(new Results(Path.of(options.text("file", "target/bench/results.jsonl"))));
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
        "echo",
        "There and back, one message under way on each connection",
        Column.of("messages/s", 0, 1, "deliveries_per_s"),
        Column.of("server CPU µs/message", 2, 1, "server_us_per_delivery"),
        Column.of("p99 ms", 1, 1e-3, "p99_us"),
        Column.WRONG,
        Column.of("generator busy %", 0, 100, "generator_busy"),
        Column.of("others' cores", 2, 1, "other_cores"));
    table.section(
        "leaks",
        "After connections of consumers came and went",
        Column.of("connections", 0, 1, "conns"),
        Column.of("objects left of one class", 0, 1, "most_left"));
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
    table.section(
        "churn",
        "While others come and go",
        Column.of("p99 ms quiet", 2, 1e-3, "quiet_p99_us"),
        Column.of("p99 ms then", 2, 1e-3, "churn_p99_us"),
        Column.of("ratio", 2, 1, "p99_ratio"),
        Column.of("come each second", 0, 1, "arrivals_per_s"),
        Column.of("visitors", 0, 1, "visitors"),
        Column.of("visits", 0, 1, "visits"),
        Column.of("messages given to them", 0, 1, "visitors_given"),
        Column.of("gaps they were told of", 0, 1, "visitors_gaps"),
        Column.of("silent holes", 0, 1, "visitors_broken"),
        Column.of("generator busy %", 0, 100, "generator_busy"),
        Column.of("others' cores", 2, 1, "other_cores"),
        Column.WRONG);
    return Verdict.GOOD;
  }

  private void section(String measurement, String title, Column... columns) {
    List<String> labels =
        results.labels().stream().filter(label -> label.endsWith("/" + measurement)).toList();
    if (!labels.isEmpty()) {
      Markdown.table(
          title, "", results, labels, label -> label.substring(0, label.lastIndexOf('/')), columns);
    }
  }
}
