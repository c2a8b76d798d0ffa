package org.fanfare.redis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What the scripts of a {@link StoreFake} keep of a log besides its entries. For one thread. */
final class StoreMeta {
  /** An epoch that has ended, and its last entry that was kept. */
  @SuppressWarnings("ArrayRecordComponent") // it is never compared
  record Ancestor(byte[] epoch, long last) {}

  byte[] epoch = new byte[8];
  byte[] life = new byte[8];
  long head;
  int count;
  long bytes;
  long oldest;
  long newest;
  long touched;
  long deadline;
  long trimmed;
  List<Ancestor> ancestors = new ArrayList<>();
  boolean isFresh = true;
  boolean isRotated;
  int surplus;

  static StoreMeta of(byte[] packed, long now, long age, long idle) {
    StoreMeta meta = new StoreMeta();
    if (packed == null) {
      return meta;
    }
    ByteBuffer in = ByteBuffer.wrap(packed, 1, packed.length - 1);
    in.get(meta.epoch).get(meta.life);
    meta.head = in.getLong();
    meta.count = in.getInt();
    meta.bytes = in.getLong();
    meta.oldest = in.getLong();
    meta.newest = in.getLong();
    meta.touched = in.getLong();
    meta.deadline = in.getLong();
    meta.trimmed = in.getLong();
    while (in.hasRemaining()) {
      byte[] ancestor = new byte[8];
      in.get(ancestor);
      meta.ancestors.add(new Ancestor(ancestor, in.getLong()));
    }
    meta.isFresh = now >= Math.max(meta.touched, meta.count > 0 ? meta.newest + age : 0) + idle;
    return meta;
  }

  byte[] packed() {
    ByteBuffer out = ByteBuffer.allocate(77 + 16 * ancestors.size());
    out.put((byte) '1').put(epoch).put(life).putLong(head).putInt(count).putLong(bytes);
    out.putLong(oldest).putLong(newest).putLong(touched).putLong(deadline);
    out.putLong(trimmed);
    ancestors.forEach(ancestor -> out.put(ancestor.epoch()).putLong(ancestor.last()));
    return out.array();
  }

  void begin(byte[] newEpoch, byte[] newLife, long now) {
    epoch = newEpoch;
    life = newLife;
    head = 0;
    count = 0;
    bytes = 0;
    oldest = now;
    newest = 0;
    trimmed = 0;
    ancestors.clear();
  }

  void rotate(byte[] newEpoch, byte[] newLife, List<byte[]> log) {
    isRotated = true;
    ancestors.add(0, new Ancestor(epoch, head));
    epoch = newEpoch;
    life = newLife;
    head = 0;
    trimmed = 0;
    long left = count;
    int kept = 0;
    while (kept < 4 && left > 0 && kept < ancestors.size()) {
      left -= ancestors.get(kept).last();
      kept++;
    }
    ancestors = new ArrayList<>(ancestors.subList(0, kept));
    surplus = (int) Math.max(0, left);
    for (byte[] old : log.subList(0, Math.min(surplus, log.size()))) {
      bytes -= 176 + old.length;
    }
    count -= surplus;
  }

  /** The log is not what this says, because Redis has evicted it: what is there counts. */
  void wasEvicted(int size) {
    surplus = 0;
    count = size;
    if (count == 0) {
      bytes = 0;
      ancestors.clear();
    }
  }

  void add(int size, long now) {
    count++;
    bytes += 200 + size;
    if (count == 1) {
      oldest = now;
    }
  }

  void trim(List<byte[]> log, long most, long weight, long retained) {
    while (count > 1) {
      if (count <= most && bytes <= weight) {
        if (oldest > retained) {
          return;
        }
        oldest = timeOf(log.get(0));
        if (oldest > retained) {
          return;
        }
      }
      byte[] old = log.remove(0);
      oldest = timeOf(old);
      bytes -= 176 + old.length;
      count--;
    }
  }

  /** Discards entries by request, and those that are too old. */
  void discard(List<byte[]> log, long through, long retained) {
    trimmed = Math.max(trimmed, through);
    int gone = through == 0 ? 0 : (int) Math.max(0, count - (head - through));
    for (byte[] old : log.subList(surplus, surplus + gone)) {
      bytes -= 176 + old.length;
    }
    count -= gone;
    log.subList(0, surplus + gone).clear();
    while (count > 0) {
      oldest = timeOf(log.get(0));
      if (oldest > retained) {
        return;
      }
      bytes -= 176 + log.remove(0).length;
      count--;
    }
  }

  /** The group was in use as long as its log had something, which is not so any more. */
  void wasInUse(long now, long age) {
    touched = Math.max(touched, Math.min(now, newest + age));
  }

  private static long timeOf(byte[] entry) {
    return ByteBuffer.wrap(entry).getLong(16);
  }

  boolean renew(long needed, long idle) {
    boolean renewed = deadline < needed;
    if (renewed) {
      deadline = needed + idle / 4 + 1000;
    }
    return renewed;
  }

  /** Loses the newest entries of the present epoch. */
  void loseAfter(long offset, List<byte[]> log) {
    while (head > offset) {
      head--;
      if (count > 0 && !log.isEmpty()) {
        bytes -= 176 + log.remove(log.size() - 1).length;
        count--;
      }
    }
    newest = log.isEmpty() ? 0 : timeOf(log.get(log.size() - 1));
  }
}
