package org.fanfare.bench;

/** Undoes the chunked transfer coding of one answer, in place, as its bytes come. */
final class Chunks {
  private enum State {
    SIZE,
    DATA,
    AFTER_DATA,
    TRAILER
  }

  private State state = State.SIZE;
  private int left;
  private boolean inExtension;

  /** Moves the data in {@code [from, to)} to the front of it, and returns where it ends. */
  int decode(byte[] bytes, int from, int to) {
    int end = from;
    int at = from;
    while (at < to && state != State.TRAILER) {
      if (state == State.DATA) {
        int count = Math.min(left, to - at);
        System.arraycopy(bytes, at, bytes, end, count);
        end += count;
        at += count;
        left -= count;
        state = left == 0 ? State.AFTER_DATA : State.DATA;
      } else if (state == State.AFTER_DATA) {
        state = bytes[at++] == '\n' ? State.SIZE : State.AFTER_DATA;
      } else {
        size(bytes[at++]);
      }
    }
    return end;
  }

  /** Whether the last chunk has come. */
  boolean ended() {
    return state == State.TRAILER;
  }

  private void size(byte next) {
    int digit = Character.digit(next, 16);
    if (next == '\n') {
      state = left == 0 ? State.TRAILER : State.DATA;
      inExtension = false;
    } else if (digit < 0) {
      inExtension = true;
    } else if (!inExtension) {
      left = left << 4 | digit;
    }
  }
}
