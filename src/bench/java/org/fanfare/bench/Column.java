package org.fanfare.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** A figure, or several that are added: its median over the runs, scaled. */
record Column(String title, int digits, double scale, boolean worst, List<String> fields) {
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
    OptionalDouble value = value(lines);
    return value.isEmpty()
        ? "–"
        : String.format(Locale.ROOT, "%,." + digits + "f", value.getAsDouble());
  }

  /** Nothing if no run has it. */
  OptionalDouble value(List<Map<String, String>> lines) {
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
    return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(middle(values));
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
