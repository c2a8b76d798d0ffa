package org.fanfare.settings;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that was probably meant: the one with the smallest edit distance. */
final class NearestName {
  private NearestName() {}

  static String of(String typed, Collection<String> names) {
    return names.stream()
        .min(
            Comparator.<String>comparingInt(name -> distance(typed, name))
                .thenComparing(name -> name))
        .orElseThrow(() -> new IllegalArgumentException("there must be at least one name"));
  }

  /** Returns the Levenshtein distance: the number of letters to insert, remove or change. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
