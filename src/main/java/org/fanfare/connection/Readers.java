package org.fanfare.connection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.fanfare.layer.Batch;
import org.fanfare.layer.Reader;
import org.fanfare.log.Cursor;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.fanfare.log.Reading;
import org.fanfare.log.Slice;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * The readers of one connection, read in turn so that a busy group does not starve a quiet one.
 *
 * <p>Used on the connection's shard alone.
 */
final class Readers {
  /** What frames one publication for a reader of several groups, without its cursor; about. */
  private static final int FRAMING = 64;

  /** What each group takes in such a cursor, which stands beside each event of a stream; about. */
  private static final int KEY_IN_CURSOR = 32;

  /** The most groups that one connection reads. */
  static final int MAX = 16;

  private record View(Reader reader, Cursor.Key key) {}

  private final SharedPublications shared;
  private final List<View> views = new ArrayList<>(1);
  private @Nullable View only; // of a connection that reads one group, as most do
  private int turn;
  private boolean gaveOld;

  Readers(SharedPublications shared) {
    this.shared = shared;
  }

  void add(Reader reader) {
    views.add(new View(reader, Cursor.Key.of(reader.group())));
    changed();
  }

  boolean has(GroupName group) {
    return views.stream().anyMatch(v -> v.reader.group().equals(group));
  }

  /** Whether all of them can be read besides what is read. */
  boolean hasRoom(Collection<Reader> more) {
    if (views.size() + more.size() <= MAX) {
      return true;
    }
    long added = more.stream().map(Reader::group).filter(group -> !has(group)).distinct().count();
    return views.size() + added <= MAX;
  }

  List<GroupName> groups() {
    return views.stream().map(v -> v.reader.group()).toList();
  }

  void remove(GroupName group) {
    views.removeIf(
        v -> {
          boolean found = v.reader.group().equals(group);
          if (found) {
            v.reader.close();
          }
          return found;
        });
    changed();
  }

  private void changed() {
    only = views.size() == 1 ? views.get(0) : null;
  }

  void close() {
    views.forEach(v -> v.reader.close());
    views.clear();
    changed();
  }

  Cursor cursor() {
    Cursor cursor = Cursor.empty();
    for (View view : views) {
      cursor = cursor.with(view.key, view.reader.position());
    }
    return cursor;
  }

  /** Whether what is published may not come to one of them at the moment. */
  boolean isInterrupted() {
    View single = only;
    if (single != null) {
      return single.reader.isInterrupted();
    }
    for (int i = 0; i < views.size(); i++) { // without an iterator for each delivery
      if (views.get(i).reader.isInterrupted()) {
        return true;
      }
    }
    return false;
  }

  /** Whether what was read last has publications that were there before their reader. */
  boolean gaveOld() {
    return gaveOld;
  }

  /** What there is to tell, or null; with what the readers were woken with. */
  @Nullable Outgoing read(Batch batch, long maxBytes) {
    gaveOld = false;
    View single = only;
    if (single != null) {
      return readOnly(single, batch, maxBytes);
    }
    return views.isEmpty() ? null : readAll(batch, maxBytes);
  }

  private @Nullable Outgoing readOnly(View view, Batch batch, long maxBytes) {
    Reading reading = view.reader.read(batch, maxBytes, Integer.MAX_VALUE);
    if (reading.isEmpty()) {
      return null;
    }
    if (reading.gap() == null && reading.slice() != null) {
      look(view, reading.slice());
      return shared.of(reading.slice());
    }
    return new Outgoing.Delivery(Cursor.empty(), List.of(part(view, reading)), cursor());
  }

  private @Nullable Outgoing readAll(Batch batch, long maxBytes) {
    Cursor before = cursor();
    List<Outgoing.Part> parts = new ArrayList<>();
    long room = maxBytes;
    long each = FRAMING + (long) KEY_IN_CURSOR * views.size();
    for (int i = 0; i < views.size() && room > 0; i++) {
      View view = views.get((turn + i) % views.size());
      Reading reading = view.reader.read(batch, room, (int) Math.max(1, room / each));
      if (!reading.isEmpty()) {
        parts.add(part(view, reading));
        room -= size(reading.slice(), each);
      }
    }
    turn = (turn + 1) % views.size();
    return parts.isEmpty() ? null : new Outgoing.Delivery(before, parts, cursor());
  }

  private static long size(@Nullable Slice slice, long each) {
    return slice == null ? 0 : slice.bytes() + each * slice.publications().size();
  }

  private void look(View view, Slice slice) {
    gaveOld |= slice.first().offset() <= view.reader.headWhenOpened();
  }

  private Outgoing.Part part(View view, Reading reading) {
    Slice slice = reading.slice();
    if (slice != null) {
      look(view, slice);
    }
    Gap gap = reading.gap();
    Position at = view.reader.position();
    Position afterGap = slice == null ? at : new Position(at.epoch(), slice.first().offset() - 1);
    return new Outgoing.Part(view.key, gap, afterGap, slice);
  }
}
