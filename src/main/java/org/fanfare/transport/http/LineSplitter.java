package org.fanfare.transport.http;

import java.util.Arrays;
import org.fanfare.protocol.MessageParser;
import org.fanfare.transport.UnfinishedMessage;

/**
 * Cuts bytes into lines: each ends at LF, a CR before it is dropped, empty ones are counted but not
 * given.
 *
 * <p>Used by one thread at a time.
 */
final class LineSplitter {
  /** Takes a line. */
  @FunctionalInterface
  interface Sink {
    /** A line without its end, and its number from 1. */
    void line(byte[] content, long number);
  }

  private final int maxSize;
  private final UnfinishedMessage begun;
  private boolean inPieces;
  private long number = 1;

  /**
   * @param begun holds the line that has begun
   */
  LineSplitter(int maxSize, UnfinishedMessage begun) {
    this.maxSize = maxSize;
    this.begun = begun;
  }

  /** The line that is being read, or was given last if that failed. */
  long number() {
    return number;
  }

  void take(byte[] bytes, int length, Sink sink) {
    int begin = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        give(line(bytes, begin, i), sink);
        begin = i + 1;
      }
    }
    if (begin < length) {
      add(bytes, begin, length);
    }
  }

  /**
   * Counts what is held of a line that has begun, since more of it is waited for; false if there is
   * no place for it.
   */
  boolean hold() {
    return !inPieces || begun.hold();
  }

  /** Whether a line has begun, and is not whole in time. */
  boolean isLate(long now) {
    return begun.isLate(now);
  }

  /** Nothing is held any more. May be called by any thread. */
  void letGo() {
    begun.end();
  }

  /** The body has ended: what stands after the last LF is a line too. */
  void end(Sink sink) {
    give(line(new byte[0], 0, 0), sink);
  }

  private byte[] line(byte[] bytes, int begin, int end) {
    if (!inPieces) {
      return Arrays.copyOfRange(bytes, begin, end);
    }
    add(bytes, begin, end);
    inPieces = false;
    byte[] line = begun.take();
    if (line == null) {
      throw Body.BROKE_OFF.thrown();
    }
    return line;
  }

  private void add(byte[] bytes, int begin, int end) {
    if (begun.size() + end - begin > maxSize + 1L) { // one more for a CR
      throw MessageParser.tooLarge(maxSize);
    }
    inPieces = true;
    begun.add(bytes, begin, end - begin);
  }

  private void give(byte[] line, Sink sink) {
    int length = line.length;
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    if (length > maxSize) {
      throw MessageParser.tooLarge(maxSize);
    }
    if (length > 0) {
      sink.line(length == line.length ? line : Arrays.copyOf(line, length), number);
    }
    number++;
  }
}
