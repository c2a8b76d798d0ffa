package org.fanfare.log;

import java.util.ArrayList;
import java.util.List;

/**
 * The ranges of offsets that a copied log never received, in ascending order and not adjoining.
 * Immutable; safe for use by any thread.
 */
final class MissingRanges {
  static final MissingRanges NONE = new MissingRanges(List.of());

  private record Range(long first, long last) {}

  private final List<Range> ranges;

  private MissingRanges(List<Range> ranges) {
    this.ranges = ranges;
  }

  /**
   * Returns these ranges and the one from {@code first} to {@code last}, which must be after all of
   * them.
   */
  MissingRanges with(long first, long last) {
    List<Range> more = new ArrayList<>(ranges);
    Range before = more.isEmpty() ? null : more.get(more.size() - 1);
    if (before != null && before.last == first - 1) {
      more.set(more.size() - 1, new Range(before.first, last));
    } else {
      more.add(new Range(first, last));
    }
    return new MissingRanges(List.copyOf(more));
  }

  /** Returns the ranges that reach to {@code oldest} or beyond. */
  MissingRanges since(long oldest) {
    return ranges.isEmpty() || ranges.get(0).last >= oldest
        ? this
        : new MissingRanges(ranges.stream().filter(range -> range.last >= oldest).toList());
  }

  /** Returns the first offset at or after {@code offset} that is not missing. */
  long nextFrom(long offset) {
    if (ranges.isEmpty()) {
      return offset; // the usual case: a log that assigns its offsets itself
    }
    for (Range range : ranges) {
      if (range.first <= offset && offset <= range.last) {
        return range.last + 1;
      }
    }
    return offset;
  }
}
