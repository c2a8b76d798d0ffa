package org.fanfare.redis;

import java.util.Map;

/**
 * What a server says of its memory ({@code INFO memory}).
 *
 * @param policy what it does when it is full: {@code maxmemory-policy}
 * @param max how many bytes it may use; 0 for no bound
 * @param isFull whether it uses more, so that it refuses what needs memory
 */
record ServerMemory(String policy, long max, boolean isFull) {
  private static final String NO_EVICTION = "noeviction";

  /** Reads the fields of the server's text; what is missing is as in a server without a bound. */
  static ServerMemory of(Map<String, String> fields) {
    long max = number(fields, "maxmemory");
    long used = number(fields, "used_memory") - number(fields, "mem_not_counted_for_evict");
    return new ServerMemory(
        fields.getOrDefault("maxmemory_policy", NO_EVICTION), max, max > 0 && used > max);
  }

  /** Returns whether it throws something away when it is full. */
  boolean evicts() {
    return !policy.equals(NO_EVICTION);
  }

  private static long number(Map<String, String> fields, String name) {
    String value = fields.getOrDefault(name, "");
    return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : 0;
  }
}
