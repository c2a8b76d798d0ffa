package org.fanfare.gate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What the tests' clients sent and were given last, kept so that a failure can be understood
 * afterwards: the newest 2,000 entries, each cut to its first characters. Safe for use by any
 * thread.
 */
public final class Transcript {
  private static final int MOST = 2_000;
  private static final int SHOWN = 120;
  private static final Deque<Entry> ENTRIES = new ArrayDeque<>();

  private record Entry(long millis, String who, String what) {}

  private Transcript() {}

  /** Adds an entry: {@code who} did or was given {@code what}. */
  public static void add(String who, String what) {
    String shown = what.length() > SHOWN ? what.substring(0, SHOWN) + "…" : what;
    Entry entry = new Entry(System.currentTimeMillis(), who, shown);
    synchronized (ENTRIES) {
      if (ENTRIES.size() == MOST) {
        ENTRIES.remove();
      }
      ENTRIES.add(entry);
    }
  }

  /** Adds bytes, as their number and the first of them as text. */
  public static void add(String who, byte[] bytes) {
    String begin = new String(bytes, 0, Math.min(bytes.length, SHOWN), StandardCharsets.ISO_8859_1);
    add(who, bytes.length + " bytes: " + begin.replaceAll("[^ -~]", "."));
  }

  /** Returns all entries as text, the oldest first. */
  static List<String> lines() {
    List<Entry> entries;
    synchronized (ENTRIES) {
      entries = new ArrayList<>(ENTRIES);
    }
    return entries.stream()
        .map(one -> Instant.ofEpochMilli(one.millis()) + " " + one.who() + " " + one.what())
        .toList();
  }
}
