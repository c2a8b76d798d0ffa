package org.fanfare.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.fanfare.layer.PublishKey;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * The publishes of whose keys only the newest are remembered. All such keys of one owner are in one
 * window; without an owner, a window is what the key calls so, in one group. Which keys are
 * forgotten to make room is decided here, and when by {@link RememberedKeys}.
 *
 * <p>Used by one thread at a time, under the lock of {@link RememberedKeys}. Adding and removing
 * take a time that grows with the logarithm of the number of windows.
 */
final class KeyWindows {
  private static final Comparator<Window> LARGEST_FIRST =
      Comparator.<Window>comparingInt(window -> window.publishes.size())
          .reversed()
          .thenComparingLong(window -> window.number);

  private record Name(@Nullable GroupName group, String holder) {}

  /** One window: its publishes by their places, the oldest first. It is never kept empty. */
  private static final class Window {
    final Name name;
    final long number; // distinguishes windows of the same size
    final Map<KeyedPublish.Place, KeyedPublish> publishes = new LinkedHashMap<>();

    Window(Name name, long number) {
      this.name = name;
      this.number = number;
    }
  }

  private final Map<Name, Window> windows = new HashMap<>();
  private final TreeSet<Window> bySize = new TreeSet<>(LARGEST_FIRST);
  private final PublishedLines lines = new PublishedLines();
  private final Map<KeyedPublish.Place, Window> places = new HashMap<>();
  private long numbers;
  private int count;
  private long bytes;

  /** Returns the number of keys in all windows. */
  int count() {
    return count;
  }

  /** Returns the bytes that they take. */
  long bytes() {
    return bytes;
  }

  /**
   * Returns the publish at the place of this one that began after {@code limit}; or null. If it is
   * of a line whose key was forgotten, and is known to be published nevertheless, returns one of a
   * line after it.
   */
  @Nullable KeyedPublish find(KeyedPublish publish, long limit) {
    Window found = places.get(publish.place());
    if (found == null) {
      Window own = publish.key().line() == null ? null : windows.get(nameOf(publish));
      if (own != null) {
        forgetOld(own, limit);
      }
      return lines.find(publish);
    }
    forgetOld(found, limit);
    return found.publishes.get(publish.place());
  }

  private static Name nameOf(KeyedPublish publish) {
    PublishKey key = publish.key();
    if (key.owner() != null) {
      return new Name(null, key.owner().name());
    }
    String window = key.window();
    return new Name(
        publish.group(), window == null ? Objects.requireNonNull(key.line()).stream() : window);
  }

  /** Adds a publish whose key is not known. */
  void add(KeyedPublish publish) {
    Name name = nameOf(publish);
    Window known = windows.get(name);
    Window to = known == null ? new Window(name, numbers++) : known;
    bySize.remove(to);
    to.publishes.put(publish.place(), publish);
    places.put(publish.place(), to);
    lines.remembered(publish);
    count++;
    bytes += publish.weight();
    keep(to);
  }

  /** Removes a publish that has not happened, if it is still remembered. */
  void remove(KeyedPublish publish) {
    Window from = places.get(publish.place());
    if (from != null && publish.equals(from.publishes.get(publish.place()))) {
      bySize.remove(from);
      from.publishes.remove(publish.place());
      lines.refused(publish);
      removed(publish);
      keep(from);
    }
  }

  /**
   * Forgets the oldest key of the window that has most of them. Returns false if there is no key.
   */
  boolean forgetOne() {
    Window largest = bySize.pollFirst();
    if (largest == null) {
      return false;
    }
    Iterator<KeyedPublish> oldest = largest.publishes.values().iterator();
    KeyedPublish forgotten = oldest.next();
    oldest.remove();
    lines.forgotten(forgotten);
    removed(forgotten);
    keep(largest);
    return true;
  }

  /** Forgets the keys of publishes that began at {@code limit} or before. */
  void forgetOld(long limit) {
    new ArrayList<>(windows.values()).forEach(window -> forgetOld(window, limit));
  }

  private void forgetOld(Window window, long limit) {
    Iterator<KeyedPublish> oldest = window.publishes.values().iterator();
    if (oldest.next().begun() > limit) {
      return; // as almost always
    }
    bySize.remove(window);
    oldest = window.publishes.values().iterator();
    while (oldest.hasNext()) {
      KeyedPublish publish = oldest.next();
      if (publish.begun() > limit) {
        break;
      }
      oldest.remove();
      lines.forgotten(publish);
      removed(publish);
    }
    keep(window);
  }

  private void removed(KeyedPublish publish) {
    places.remove(publish.place());
    count--;
    bytes -= publish.weight();
  }

  /** Puts a window that has changed in its place among the others, or drops it if it is empty. */
  private void keep(Window window) {
    if (window.publishes.isEmpty()) {
      windows.remove(window.name);
    } else {
      windows.put(window.name, window);
      bySize.add(window);
    }
  }
}
