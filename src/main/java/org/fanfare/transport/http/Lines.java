package org.fanfare.transport.http;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.fanfare.protocol.Intake;

/**
 * Cuts bytes into lines: each ends at LF, a CR before it is dropped, empty ones are counted but not
 * given.
 *
 * <p>Used by one thread at a time.
 */
final class Lines {
  /** Takes a line. */
  @FunctionalInterface
  interface Sink {
    /** A line without its end, and its number from 1. */
    void line(byte[] content, long number);
  }

  private final int maxSize;
  private final ByteArrayOutputStream current = new ByteArrayOutputStream();
  private long number = 1;

  Lines(int maxSize) {
    this.maxSize = maxSize;
  }

  /** The line that is being read, or was given last if that failed. */
  long number() {
    return number;
  }

  void take(byte[] bytes, int length, Sink sink) {
    int begin = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        add(bytes, begin, i);
        give(sink);
        begin = i + 1;
      }
    }
    add(bytes, begin, length);
  }

  /** The body has ended: what stands after the last LF is a line too. */
  void end(Sink sink) {
    give(sink);
  }

  private void add(byte[] bytes, int begin, int end) {
    if (current.size() + end - begin > maxSize + 1L) { // one more for a CR
      throw Intake.tooLarge(maxSize);
    }
    current.write(bytes, begin, end - begin);
  }

  private void give(Sink sink) {
    byte[] line = current.toByteArray();
    current.reset();
    int length = line.length;
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    if (length > maxSize) {
      throw Intake.tooLarge(maxSize);
    }
    if (length > 0) {
      sink.line(length == line.length ? line : Arrays.copyOf(line, length), number);
    }
    number++;
  }
}
