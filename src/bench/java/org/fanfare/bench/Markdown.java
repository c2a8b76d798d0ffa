package org.fanfare.bench;

import java.util.List;
import java.util.function.UnaryOperator;

/** Prints a table for people, as Markdown: a row for each label, with the figures of its runs. */
final class Markdown {
  private Markdown() {}

  static void table(
      String title,
      String rows,
      Results results,
      List<String> labels,
      UnaryOperator<String> name,
      Column... columns) {
    System.out.printf("%n### %s%n%n| %s| runs |", title, rows.isEmpty() ? "" : rows + " ");
    for (Column column : columns) {
      System.out.printf(" %s |", column.title());
    }
    System.out.printf("%n|---|--:|%s%n", "--:|".repeat(columns.length));
    for (String label : labels) {
      System.out.printf("| %s | %d |", name.apply(label), results.runs(label).size());
      for (Column column : columns) {
        System.out.printf(" %s |", column.cell(results.runs(label)));
      }
      System.out.println();
    }
  }
}
