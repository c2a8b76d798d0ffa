package org.fanfare.wire.kit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    String brief = Heard.brief(body);
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
  public synchronized List<String> broken(List<Heard> history, Map<String, Long> start) {
    Map<String, Long> seen = new HashMap<>(start);
    List<String> broken = new ArrayList<>();
    for (Heard one : history) {
      if (one instanceof Heard.Gap gap) {
        judge(gap, seen, broken);
      } else {
        judge((Heard.Publication) one, seen, broken);
      }
    }
    start.keySet().stream()
        .filter(group -> seen.get(group) != head(group))
        .map(group -> "law 4: " + group + " came to " + seen.get(group) + " of " + head(group))
        .forEach(broken::add);
    return broken;
  }

  private void judge(Heard.Gap gap, Map<String, Long> seen, List<String> broken) {
    Long before = seen.get(gap.group());
    if (before == null) {
      broken.add("a gap of a group that was not read: " + gap);
    } else if (gap.last() == null) {
      broken.add("an epoch ended unasked: " + gap);
    } else {
      if (gap.first() != before + 1) {
        broken.add("law 2: after " + before + " came " + gap);
      }
      seen.put(gap.group(), gap.last());
    }
  }

  private void judge(Heard.Publication one, Map<String, Long> seen, List<String> broken) {
    Place place = places.get(one.body());
    if (place == null) {
      broken.add("never accepted: " + one);
      return;
    }
    boolean shown = !one.group().isEmpty();
    if (shown && !place.equals(new Place(one.group(), one.offset()))) {
      broken.add("accepted at " + place + ", given as " + one);
    }
    Long before = seen.put(place.group(), place.offset());
    if (before == null) {
      broken.add("a publication of a group that was not read: " + one);
    } else if (place.offset() <= before) {
      broken.add("law 1 or 3: after " + before + " came " + place + " again");
    } else if (place.offset() > before + 1) {
      broken.add("law 2: after " + before + " came " + place + " without a gap");
    }
  }
}
