package org.fanfare.rfc6455;

/**
 * Validates UTF-8 (RFC 3629, section 4) that arrives in pieces, and detects a fault at the first
 * wrong byte.
 */
final class Utf8Check {
  private int missing; // continuation bytes missing in the current character
  private int least = 0x80; // bounds of the next one, which exclude overlong forms and surrogates
  private int most = 0xBF;

  /** Checks further bytes; returns false if they are not a valid continuation. */
  boolean accepts(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      int b = bytes[i] & 0xFF;
      if (missing == 0) {
        if (b >= 0x80 && !begins(b)) {
          return false;
        }
      } else if (b < least || b > most) {
        return false;
      } else {
        missing--;
        least = 0x80;
        most = 0xBF;
      }
    }
    return true;
  }

  private boolean begins(int b) {
    if (b >= 0xC2 && b <= 0xDF) {
      missing = 1;
    } else if (b >= 0xE0 && b <= 0xEF) {
      missing = 2;
      least = b == 0xE0 ? 0xA0 : 0x80;
      most = b == 0xED ? 0x9F : 0xBF;
    } else if (b >= 0xF0 && b <= 0xF4) {
      missing = 3;
      least = b == 0xF0 ? 0x90 : 0x80;
      most = b == 0xF4 ? 0x8F : 0xBF;
    } else {
      return false;
    }
    return true;
  }

  /** Returns whether the last character is complete. */
  boolean isComplete() {
    return missing == 0;
  }
}
