package org.fanfare.wire.kit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fanfare.harness.LawChecker;

/**
 * The judge: it knows every publish that was accepted and says which law a client's history breaks.
 *
 * <p>Bodies must be unique, since they alone are visible on every face. Safe for use by any thread.
 */
public final class Checker {
  private final Map<String, TreeMap<Long, String>> accepted = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();

  /** Where a publication stands. */
  private record Place(String group, long offset) {}

  /** Takes down a publish that was answered with 202. */
  public synchronized void accepted(String group, long offset, String body) {
    String brief = HeardItem.brief(body);
    if (accepted.computeIfAbsent(group, any -> new TreeMap<>()).put(offset, brief) != null) {
      throw new AssertionError("law 4: offset " + offset + " of " + group + " was given twice");
    }
    if (places.put(brief, new Place(group, offset)) != null) {
      throw new IllegalArgumentException("bodies must be unique, this is not: " + brief);
    }
  }

  /** Returns the newest offset accepted in {@code group}, 0 if there is none. */
  public synchronized long head(String group) {
    TreeMap<Long, String> log = accepted.get(group);
    return log == null ? 0 : log.lastKey();
  }

  /** Returns how many publishes were accepted. */
  public synchronized int size() {
    return places.size();
  }

  /**
   * Returns what breaks a law in what one client heard on all its connections, put one after the
   * other; empty if nothing does.
   *
   * @param start for each group that it read the offset after which it began, and to whose head it
   *     must have come
   */
  public synchronized List<String> broken(List<HeardItem> history, Map<String, Long> start) {
    Readers readers = new Readers(start);
    List<String> broken = new ArrayList<>();
    for (HeardItem one : history) {
      if (one instanceof HeardItem.Gap gap) {
        judge(gap, readers, broken);
      } else {
        judge((HeardItem.Publication) one, readers, broken);
      }
    }
    start.keySet().stream()
        .filter(group -> readers.at(group) != head(group))
        .map(group -> "law 4: " + group + " came to " + readers.at(group) + " of " + head(group))
        .forEach(broken::add);
    return broken;
  }

  /** Where one client stands in each group that it reads. */
  private static final class Readers {
    private final LawChecker laws;
    private final Map<String, Integer> numbers = new HashMap<>();

    Readers(Map<String, Long> start) {
      laws = new LawChecker(start.size());
      start.forEach(
          (group, after) -> {
            laws.begin(numbers.size(), after);
            numbers.put(group, numbers.size());
          });
    }

    boolean has(String group) {
      return numbers.containsKey(group);
    }

    long at(String group) {
      return laws.at(numbers.get(group));
    }

    long gap(String group, long first, long last) {
      return laws.gap(numbers.get(group), first, last);
    }

    long publication(Place place) {
      return laws.publication(numbers.get(place.group()), place.offset());
    }
  }

  private static void judge(HeardItem.Gap gap, Readers readers, List<String> broken) {
    Long last = gap.last();
    if (!readers.has(gap.group())) {
      broken.add("a gap of a group that was not read: " + gap);
    } else if (last == null) {
      broken.add("an epoch ended unasked: " + gap);
    } else {
      long before = readers.at(gap.group());
      if (readers.gap(gap.group(), gap.first(), last) != 0) {
        broken.add("law 2: after " + before + " came " + gap);
      }
    }
  }

  private void judge(HeardItem.Publication one, Readers readers, List<String> broken) {
    Place place = places.get(one.body());
    if (place == null) {
      broken.add("never accepted: " + one);
      return;
    }
    boolean shown = !one.group().isEmpty();
    if (shown && !place.equals(new Place(one.group(), one.offset()))) {
      broken.add("accepted at " + place + ", given as " + one);
    }
    if (!readers.has(place.group())) {
      broken.add("a publication of a group that was not read: " + one);
      return;
    }
    long before = readers.at(place.group());
    long missing = readers.publication(place);
    if (missing == LawChecker.REPEATED) {
      broken.add("law 1 or 3: after " + before + " came " + place + " again");
    } else if (missing > 0) {
      broken.add("law 2: after " + before + " came " + place + " without a gap");
    }
  }
}
