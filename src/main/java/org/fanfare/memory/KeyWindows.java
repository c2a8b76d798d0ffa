package org.fanfare.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.fanfare.layer.PublishKey;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * The publishes whose keys belong to windows. A window is a publisher's in one group, and has its
 * newest keys; which of them are forgotten to make room is decided here, and when by {@link
 * RememberedKeys}.
 *
 * <p>Used by one thread at a time, under the lock of {@link RememberedKeys}. Adding and removing
 * take a time that grows with the logarithm of the number of windows.
 */
final class KeyWindows {
  private static final Comparator<Window> LARGEST_FIRST =
      Comparator.<Window>comparingInt(window -> window.publishes.size())
          .reversed()
          .thenComparingLong(window -> window.number);

  private record Name(GroupName group, String window) {}

  /** One window: its publishes by their scopes, the oldest first. It is never kept empty. */
  private static final class Window {
    final Name name;
    final long number; // distinguishes windows of the same size
    final Map<String, KeyedPublish> publishes = new LinkedHashMap<>();

    Window(Name name, long number) {
      this.name = name;
      this.number = number;
    }
  }

  private final Map<Name, Window> windows = new HashMap<>();
  private final TreeSet<Window> bySize = new TreeSet<>(LARGEST_FIRST);
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

  /** Returns the publish with this key to this group that began after {@code limit}; or null. */
  @Nullable KeyedPublish find(GroupName group, PublishKey key, String window, long limit) {
    Window found = windows.get(new Name(group, window));
    if (found == null) {
      return null;
    }
    forgetOld(found, limit);
    return found.publishes.get(key.scope());
  }

  /** Adds a publish whose key is not known in its window. */
  void add(KeyedPublish publish, String window) {
    Name name = new Name(publish.group(), window);
    Window known = windows.get(name);
    Window to = known == null ? new Window(name, numbers++) : known;
    bySize.remove(to);
    to.publishes.put(publish.key().scope(), publish);
    count++;
    bytes += publish.weight();
    keep(to);
  }

  /** Removes a publish, if it is still remembered. */
  void remove(KeyedPublish publish, String window) {
    Window from = windows.get(new Name(publish.group(), window));
    if (from != null && publish.equals(from.publishes.get(publish.key().scope()))) {
      bySize.remove(from);
      from.publishes.remove(publish.key().scope());
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
      removed(publish);
    }
    keep(window);
  }

  private void removed(KeyedPublish publish) {
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
