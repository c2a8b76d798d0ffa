package org.fanfare.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of offsets that a log of given offsets never had, in ascending order, with others between
 * them. Immutable; safe for use by any thread.
 */
final class MissingRanges {
  static final MissingRanges NONE = new MissingRanges(List.of());

  private record Range(long first, long last) {}

  private final List<Range> ranges;

  private MissingRanges(List<Range> ranges) {
    this.ranges = ranges;
  }

  /** These and the range from {@code first} to {@code last}, which is after all of them. */
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

  /** Those of them that reach to {@code oldest} or beyond. */
  MissingRanges since(long oldest) {
    return ranges.isEmpty() || ranges.get(0).last >= oldest
        ? this
        : new MissingRanges(ranges.stream().filter(range -> range.last >= oldest).toList());
  }

  /** The next offset from {@code offset} on that is not missing. */
  long nextFrom(long offset) {
    if (ranges.isEmpty()) {
      return offset; // as in every log that gives its offsets itself, at each append and read
    }
    for (Range range : ranges) {
      if (range.first <= offset && offset <= range.last) {
        return range.last + 1;
      }
    }
    return offset;
  }
}
