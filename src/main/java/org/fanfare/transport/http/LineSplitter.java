package org.fanfare.transport.http;

import java.util.Arrays;
import org.fanfare.protocol.MessageParser;
import org.fanfare.transport.UnfinishedMessage;

/**
 * Splits bytes into lines. A line ends at LF, and a CR before it is removed. Empty lines are
 * counted but not delivered. Used by one thread at a time.
 */
final class LineSplitter {
  /** Receives lines. */
  @FunctionalInterface
  interface Sink {
    /** Receives a line without its end, and its number, counted from 1. */
    void line(byte[] content, long number);
  }

  private final int maxSize;
  private final UnfinishedMessage begun;
  private boolean inPieces;
  private long number = 1;

  /**
   * @param begun holds the incomplete line
   */
  LineSplitter(int maxSize, UnfinishedMessage begun) {
    this.maxSize = maxSize;
    this.begun = begun;
  }

  /**
   * Returns the number of the line that is being read. After a failure, that is the line that
   * caused it.
   */
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
   * Counts in the node's total what is held of an incomplete line, because more of it is awaited.
   * Returns false if there is no room for it.
   */
  boolean hold() {
    return !inPieces || begun.hold();
  }

  /** Returns whether a line is incomplete and its time is over. */
  boolean isLate(long now) {
    return begun.isLate(now);
  }

  /** Releases what is held, for good. May be called by any thread. */
  void letGo() {
    begun.end();
  }

  /** Ends the body: what follows the last LF is a line too. */
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
    if (begun.size() + end - begin > maxSize + 1L) { // 1 more for a CR
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
