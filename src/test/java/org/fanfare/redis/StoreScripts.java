package org.fanfare.redis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The scripts, as a {@link StoreFake} runs them: written from what {@link Script} says, so that two
 * ways of doing the same can be compared. For one thread at a time.
 */
final class StoreScripts {
  /** Notifies who is subscribed to a channel. */
  interface Notify {
    /** Returns how many are. */
    int accept(byte[] channel, byte[] payload);
  }

  private final StoreKeys keys;
  private final Set<Mechanism> off;
  private final Notify notify;
  private final StoreNodes nodes;

  StoreScripts(StoreKeys keys, Set<Mechanism> off, Notify notify) {
    this.keys = keys;
    this.off = off;
    this.notify = notify;
    this.nodes = new StoreNodes(keys, notify);
  }

  List<Object> run(Script script, List<byte[]> names, List<byte[]> words, long time) {
    return switch (script) {
      case PUBLISH -> publish(names, words, time);
      case READ -> read(names, words, time);
      case TRIM -> trim(names, words, time);
      case RESTART -> restart(names, words, time);
      case ADMIT -> admit(names, words, time);
      case SEND, LEASE, NODES, ONCE -> nodes.run(script, names, words, time);
      case RIGHTS -> List.of(word("OK"), List.of()); // everybody may do everything
    };
  }

  static byte[] word(String word) {
    return Request.text(word);
  }

  static long number(byte[] word) {
    return Long.parseLong(StoreKeys.name(word));
  }

  private List<Object> publish(List<byte[]> names, List<byte[]> words, long time) {
    long shift = number(words.get(6));
    long now = time + shift;
    if (names.size() == 3) {
      byte[] known = keys.get(names.get(2), time);
      if (known != null) {
        ByteBuffer record = ByteBuffer.wrap(known, 16, 24);
        byte[] epoch = new byte[8];
        record.get(epoch);
        long offset = record.getLong();
        long at = record.getLong();
        if (now < at + number(words.get(12))) {
          return Arrays.equals(Arrays.copyOf(known, 16), words.get(11))
              ? List.of(word("REPLAY"), epoch, offset, at)
              : List.of(word("REUSED"));
        }
      }
    }
    long age = number(words.get(4));
    long idle = number(words.get(5));
    StoreMeta meta = StoreMeta.of(keys.get(names.get(0), time), now, age, idle);
    List<byte[]> log = keys.list(names.get(1), time);
    List<Object> refused = fence(meta, log, words, now);
    if (refused != null) {
      return refused;
    }
    if (meta.isFresh) {
      log.clear();
    } else if (log.size() != meta.surplus + meta.count) {
      meta.wasEvicted(log.size());
    } else {
      log.subList(0, meta.surplus).clear();
    }
    now = Math.max(now, meta.newest);
    meta.head++;
    byte[] body = words.get(9);
    byte[] entry =
        ByteBuffer.allocate(Entry.HEAD + body.length)
            .put(meta.epoch)
            .putLong(meta.head)
            .putLong(now)
            .put(body)
            .array();
    boolean isFirst = log.isEmpty();
    log.add(entry);
    meta.add(body.length, now);
    meta.trim(log, number(words.get(7)), number(words.get(8)), now - age);
    boolean renewed = meta.renew(now - shift + age + idle, idle) || isFirst;
    meta.newest = now;
    meta.touched = Math.max(meta.touched, now);
    if (renewed) {
      keys.expire(names.get(1), meta.deadline);
    }
    keys.set(names.get(0), meta.packed(), meta.deadline);
    notify.accept(words.get(10), entry);
    if (names.size() == 3) {
      byte[] record =
          ByteBuffer.allocate(40)
              .put(words.get(11))
              .put(meta.epoch)
              .putLong(meta.head)
              .putLong(now)
              .array();
      keys.set(names.get(2), record, time + number(words.get(12)));
    }
    return List.of(word("OK"), meta.epoch, meta.head, now, renewed ? 1L : 0L);
  }

  /** Returns the reply with which nothing is done; null to go on in a life of this server. */
  private List<Object> fence(StoreMeta meta, List<byte[]> log, List<byte[]> words, long now) {
    byte[] life = words.get(0);
    if (meta.isFresh) {
      if (number(words.get(3)) != 1) {
        return List.of(word("NONE"));
      }
      meta.begin(words.get(2), life, now);
      meta.touched = 0;
      meta.deadline = 0;
    } else if (!Arrays.equals(meta.life, life) && !off.contains(Mechanism.FENCE)) {
      if (!Arrays.equals(meta.life, words.get(1))) {
        return List.of(word("LIFE"), meta.life);
      }
      meta.rotate(words.get(2), life, log);
      if (off.contains(Mechanism.ANCESTORS)) {
        meta.ancestors.clear();
      }
    }
    return null;
  }

  private List<Object> read(List<byte[]> names, List<byte[]> words, long time) {
    long age = number(words.get(4));
    long idle = number(words.get(5));
    long shift = number(words.get(6));
    long now = time + shift;
    StoreMeta meta = StoreMeta.of(keys.get(names.get(0), time), now, age, idle);
    List<byte[]> log = keys.list(names.get(1), time);
    List<Object> refused = fence(meta, log, words, now);
    if (refused != null) {
      return refused;
    }
    boolean touches = number(words.get(12)) == 1 || meta.isFresh;
    if (touches || meta.isRotated) {
      meta.touched = touches ? Math.max(meta.touched, now) : meta.touched;
      boolean renewed = meta.renew(now - shift + age + idle, idle);
      keys.set(names.get(0), meta.packed(), meta.deadline);
      if (meta.isFresh) {
        log.clear();
      } else {
        log.subList(0, Math.min(meta.surplus, log.size())).clear();
      }
      if (renewed) {
        keys.expire(names.get(1), meta.deadline);
      }
    }
    long most = number(words.get(10));
    if (meta.count > 0 && meta.bytes > 0) {
      most = Math.max(1, Math.min(most, number(words.get(11)) * meta.count / meta.bytes));
    }
    long wanted = wanted(meta, words, most);
    if (log.size() <= Math.max(0, wanted - most)) {
      wanted = Math.min(wanted, log.size()); // it was evicted, and began anew
    }
    int from = (int) Math.max(0, log.size() - wanted);
    int to = (int) Math.max(from, log.size() - Math.max(0, wanted - most));
    List<Object> entries = List.copyOf(log.subList(from, to));
    return List.of(word("OK"), meta.packed(), wanted, entries, now);
  }

  private long wanted(StoreMeta meta, List<byte[]> words, long most) {
    long offset = number(words.get(9));
    return switch (StoreKeys.name(words.get(7))) {
      case "newest" -> Math.min(Math.min(meta.count, meta.head), Math.min(offset, most));
      case "after" -> Math.min(after(meta, words.get(8), offset), meta.count);
      default -> 0;
    };
  }

  /** Returns how many entries come after a position, whether they are retained or not. */
  private long after(StoreMeta meta, byte[] epoch, long offset) {
    if (Arrays.equals(epoch, meta.epoch)) {
      return offset <= meta.head ? meta.head - offset : meta.head;
    }
    long newer = meta.head;
    for (StoreMeta.Ancestor ancestor : meta.ancestors) {
      if (Arrays.equals(epoch, ancestor.epoch())) {
        return newer + Math.max(0, ancestor.last() - offset);
      }
      newer += ancestor.last();
    }
    return off.contains(Mechanism.UNKNOWN_EPOCH) ? meta.count : meta.head;
  }

  private List<Object> trim(List<byte[]> names, List<byte[]> words, long time) {
    long now = time + number(words.get(6));
    long age = number(words.get(4));
    StoreMeta meta = StoreMeta.of(keys.get(names.get(0), time), now, age, number(words.get(5)));
    List<byte[]> log = keys.list(names.get(1), time);
    List<Object> refused = fence(meta, log, words, now);
    if (refused != null) {
      return refused;
    }
    if (log.size() != meta.surplus + meta.count) {
      meta.wasEvicted(log.size());
    }
    int held = meta.count;
    long through = Math.min(number(words.get(7)), meta.head);
    boolean isNews = through > meta.trimmed;
    meta.discard(log, isNews ? through : 0, now - age);
    if (held > 0 && meta.count == 0) {
      meta.wasInUse(now, age);
    }
    if (isNews || meta.isRotated || meta.count < held) {
      keys.set(names.get(0), meta.packed(), meta.deadline);
    }
    if (isNews) {
      notify.accept(words.get(8), new byte[0]);
    }
    return List.of(word("OK"), meta.packed(), now);
  }

  private List<Object> restart(List<byte[]> names, List<byte[]> words, long time) {
    long now = time + number(words.get(6));
    long age = number(words.get(4));
    StoreMeta meta = StoreMeta.of(keys.get(names.get(0), time), now, age, number(words.get(5)));
    List<byte[]> log = keys.list(names.get(1), time);
    List<Object> refused = fence(meta, log, words, now);
    if (refused != null) {
      return refused;
    }
    if (meta.count > 0) {
      meta.wasInUse(now, age);
    }
    meta.begin(words.get(2), words.get(0), now);
    log.clear();
    keys.set(names.get(0), meta.packed(), meta.deadline);
    notify.accept(words.get(8), new byte[0]);
    return List.of(word("OK"), meta.packed(), now);
  }

  private List<Object> admit(List<byte[]> names, List<byte[]> words, long time) {
    long now = time + number(words.get(3));
    Map<String, Long> places = keys.sorted(names.get(0), time);
    places.values().removeIf(until -> until <= now);
    String group = StoreKeys.name(words.get(0));
    if (!places.containsKey(group) && places.size() >= number(words.get(2))) {
      return List.of(word("FULL"));
    }
    places.put(group, now + number(words.get(1)));
    return List.of(word("OK"));
  }
}
