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
 * The readers of one connection. They are read in turn, so that a busy group does not starve a
 * quiet one.
 *
 * <p>Used only on the connection's shard.
 */
final class Readers {
  /**
   * The approximate size, in bytes, of the framing of one publication for a client that reads
   * several groups, without the cursor.
   */
  private static final int FRAMING = 64;

  /**
   * The approximate size, in bytes, of each group in such a cursor, which accompanies each event of
   * a stream.
   */
  private static final int KEY_IN_CURSOR = 32;

  /** The maximum number of groups that one connection reads. */
  static final int MAX = 16;

  private record View(Reader reader, Cursor.Key key) {}

  private final SharedPublications shared;
  private final List<View> views = new ArrayList<>(1);
  private @Nullable View only; // set if the connection reads one group, as most do
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

  /** Returns whether {@code more} can be added without exceeding the maximum number of groups. */
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

  /** Returns whether publications may currently not arrive at one of the readers. */
  boolean isInterrupted() {
    View single = only;
    if (single != null) {
      return single.reader.isInterrupted();
    }
    for (int i = 0; i < views.size(); i++) { // without allocating an iterator for each delivery
      if (views.get(i).reader.isInterrupted()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether the last read returned publications that existed before their reader was
   * opened.
   */
  boolean gaveOld() {
    return gaveOld;
  }

  /**
   * Returns what there is to send, or null.
   *
   * @param batch the batch that the readers were woken with
   * @param maxBytes the maximum total size of the messages in bytes; a single message may exceed it
   */
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
