package org.fanfare.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a payload carries: {@code @#}, 4 hex digits of the run, 8 of the message's number, 16 of its
 * time, padding, {@code $}. Plain ASCII without quotes, so that JSON carries it unchanged.
 */
final class Mark {
  static final int LEAST = 32;

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final int run;
  private final int size;

  Mark(int run, int size) {
    if (size < LEAST) {
      throw new IllegalArgumentException("--size " + size + ": at least " + LEAST + " are needed");
    }
    this.run = run & 0xffff;
    this.size = size;
  }

  int size() {
    return size;
  }

  byte[] payload(int number, long time) {
    byte[] payload = new byte[size];
    Arrays.fill(payload, (byte) 'x');
    payload[0] = '@';
    payload[1] = '#';
    write(payload, 2, run, 4);
    write(payload, 6, number, 8);
    write(payload, 14, time, 16);
    payload[size - 1] = '$';
    return payload;
  }

  /** Where the next mark begins in {@code [from, to)}, or {@code to}. */
  static int find(byte[] bytes, int from, int to) {
    for (int at = from; at + 1 < to; at++) {
      if (bytes[at] == '@' && bytes[at + 1] == '#') {
        return at;
      }
    }
    return to;
  }

  /** Whether a whole, undamaged payload of this run stands there. */
  boolean isWhole(byte[] bytes, int at, int to) {
    return to - at >= size
        && bytes[at] == '@'
        && bytes[at + 1] == '#'
        && bytes[at + size - 1] == '$'
        && read(bytes, at + 2, 4) == run
        && padded(bytes, at + 30, at + size - 1);
  }

  static int number(byte[] bytes, int at) {
    return (int) read(bytes, at + 6, 8);
  }

  static long time(byte[] bytes, int at) {
    return read(bytes, at + 14, 16);
  }

  private static boolean padded(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] != 'x') {
        return false;
      }
    }
    return true;
  }

  private static void write(byte[] bytes, int at, long value, int digits) {
    for (int i = digits - 1; i >= 0; i--, value >>>= 4) {
      bytes[at + i] = DIGITS[(int) (value & 15)];
    }
  }

  private static long read(byte[] bytes, int at, int digits) {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      value = value << 4 | Character.digit(bytes[at + i], 16);
    }
    return value;
  }
}
