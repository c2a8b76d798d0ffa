package org.fanfare.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a {@link StoreFake} holds: strings, lists and sorted sets, each until a time. A copy of it
 * is what such a store has written to its disk. For one thread at a time.
 */
final class StoreKeys {
  private record Value(Object value, long until) {}

  private final Map<String, Value> values = new HashMap<>();

  /** Returns a copy that shares nothing that changes. */
  StoreKeys copy() {
    StoreKeys copy = new StoreKeys();
    values.forEach(
        (key, value) -> {
          Object held = value.value();
          Object own =
              held instanceof List<?> list
                  ? new ArrayList<>(list)
                  : held instanceof Map<?, ?> map ? new TreeMap<>(map) : held;
          copy.values.put(key, new Value(own, value.until()));
        });
    return copy;
  }

  private Object held(byte[] key, long now) {
    Value value = values.get(name(key));
    if (value != null && value.until() <= now) {
      values.remove(name(key));
      return null;
    }
    return value == null ? null : value.value();
  }

  byte[] get(byte[] key, long now) {
    return (byte[]) held(key, now);
  }

  void set(byte[] key, byte[] value, long until) {
    values.put(name(key), new Value(value, until));
  }

  /** Returns a list, which is kept once something is in it. */
  @SuppressWarnings("unchecked")
  List<byte[]> list(byte[] key, long now) {
    Object held = held(key, now);
    if (held == null) {
      held = new ArrayList<byte[]>();
      values.put(name(key), new Value(held, Long.MAX_VALUE));
    }
    return (List<byte[]>) held;
  }

  @SuppressWarnings("unchecked")
  Map<String, Long> sorted(byte[] key, long now) {
    Object held = held(key, now);
    if (held == null) {
      held = new TreeMap<String, Long>();
      values.put(name(key), new Value(held, Long.MAX_VALUE));
    }
    return (Map<String, Long>) held;
  }

  void delete(byte[] key) {
    values.remove(name(key));
  }

  void expire(byte[] key, long until) {
    values.computeIfPresent(name(key), (name, value) -> new Value(value.value(), until));
  }

  /** Loses what the present epoch of each log has after an offset, as if it was never written. */
  void loseAfter(long offset, long now) {
    for (String key : List.copyOf(values.keySet())) {
      if (key.endsWith(":m")) {
        Value value = values.get(key);
        StoreMeta meta = StoreMeta.of((byte[]) value.value(), 0, 0, 0);
        byte[] log = (key.substring(0, key.length() - 1) + "l").getBytes(StandardCharsets.UTF_8);
        meta.loseAfter(offset, list(log, now));
        values.put(key, new Value(meta.packed(), value.until()));
      }
    }
  }

  List<byte[]> names(String pattern, long now) {
    String begin = pattern.substring(0, pattern.indexOf('*'));
    String end = pattern.substring(pattern.indexOf('*') + 1);
    return values.entrySet().stream()
        .filter(entry -> entry.getValue().until() > now)
        .map(Map.Entry::getKey)
        .filter(name -> name.startsWith(begin) && name.endsWith(end))
        .map(name -> name.getBytes(StandardCharsets.ISO_8859_1))
        .toList();
  }

  static String name(byte[] key) {
    return new String(key, StandardCharsets.ISO_8859_1);
  }
}
