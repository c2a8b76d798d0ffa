package org.fanfare.transport.http;

import java.util.Arrays;
import org.fanfare.protocol.MessageParser;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
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

    /**
     * Receives the number of a line that is too large, of which nothing is kept. If this throws
     * {@code problem}, as it does unless it is overridden, nothing more can be split.
     */
    default void tooLarge(ProblemException problem, long number) {
      throw problem;
    }
  }

  /** A line that is too large is read on up to so many times the maximum size, and no further. */
  static final int MOST_PASSED = 16;

  private final int maxSize;
  private final UnfinishedMessage begun;
  private boolean inPieces;
  private boolean tooLarge; // the rest of the line is passed over
  private long passed;
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
        finish(bytes, begin, i, sink);
        begin = i + 1;
      }
    }
    if (begin < length) {
      add(bytes, begin, length, sink);
    }
  }

  /**
   * Counts in the node's total what is held of an incomplete line, because more of it is awaited.
   * Returns false if there is no room for it.
   */
  boolean hold() {
    return !inPieces || begun.hold();
  }

  /** Returns the problem after {@link #hold} has returned false. */
  Problem problem() {
    return begun.problem();
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
    finish(new byte[0], 0, 0, sink);
  }

  private void finish(byte[] bytes, int begin, int end, Sink sink) {
    if (inPieces || tooLarge) {
      add(bytes, begin, end, sink);
    }
    if (!tooLarge) {
      give(inPieces ? pieces() : Arrays.copyOfRange(bytes, begin, end), sink);
    }
    inPieces = false;
    tooLarge = false;
    number++;
  }

  private byte[] pieces() {
    byte[] line = begun.take();
    if (line == null) {
      throw Body.BROKE_OFF.thrown();
    }
    return line;
  }

  private void add(byte[] bytes, int begin, int end, Sink sink) {
    if (tooLarge) {
      pass(end - begin);
    } else if (begun.size() + end - begin > maxSize + 1L) { // 1 more for a CR
      passed = begun.size();
      begun.release();
      inPieces = false;
      tooLarge = true;
      sink.tooLarge(MessageParser.tooLarge(maxSize), number);
      pass(end - begin);
    } else {
      inPieces = true;
      begun.add(bytes, begin, end - begin);
    }
  }

  /** Passes over bytes of a line that is too large; a few compressed ones may stand for many. */
  private void pass(int bytes) {
    passed += bytes;
    if (passed > (long) MOST_PASSED * maxSize) {
      throw MessageParser.tooLarge(maxSize);
    }
  }

  private void give(byte[] line, Sink sink) {
    int length = line.length;
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    if (length > maxSize) {
      sink.tooLarge(MessageParser.tooLarge(maxSize), number);
    } else if (length > 0) {
      sink.line(length == line.length ? line : Arrays.copyOf(line, length), number);
    }
  }
}
