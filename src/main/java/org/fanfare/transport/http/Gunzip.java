package org.fanfare.transport.http;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;

/**
 * Undoes the content coding gzip (RFC 9110, section 8.4.1.3) of one body while it arrives: one
 * member after the other (RFC 1952), each with its check sum and its size, which are checked.
 *
 * <p>It inflates no more at a time than the caller has room for, so that bytes which stand for very
 * many take no more memory than others. What is not gzip is an {@code invalid-encoding} problem.
 *
 * <p>Takes {@link #MEMORY} until {@link #end}. Used by one thread at a time, except for {@link
 * #end} and what only looks, which any thread may call.
 */
final class Gunzip {
  private static final int INPUT = 8 * 1024;

  /** What it takes, in bytes: zlib's window and tables, outside of the heap, and its input. */
  static final int MEMORY = 40 * 1024 + INPUT;

  private static final int TRAILER_SIZE = 8;

  private enum Part {
    HEADER,
    DATA,
    TRAILER
  }

  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] input = new byte[INPUT];
  private int at; // the next byte of the input, unless the inflater has the input
  private int end; // of the input
  private Part part = Part.HEADER;
  private GzipHeader header = new GzipHeader();
  private long trailer; // check sum and size, as they are in the body
  private int trailerBytes;
  private boolean between; // a member has just ended, and no other has begun
  private boolean more; // perhaps there are inflated bytes that were not taken
  private boolean ended;

  /** Returns the array into which the next bytes of the body are to be read. */
  byte[] input() {
    return input;
  }

  /** Accepts what was read into {@link #input}; only when {@link #inflate} has returned 0. */
  synchronized void filled(int length) {
    at = 0;
    end = length;
    more = true;
    if (part == Part.DATA && !ended) {
      inflater.setInput(input, 0, length);
    }
  }

  /**
   * Inflates into {@code to} as much as fits. Returns the number of bytes; 0 if more input is
   * needed first; a negative number if this has ended.
   */
  synchronized int inflate(byte[] to) {
    while (!ended) {
      if (part == Part.DATA) {
        int count = data(to);
        if (count > 0) {
          return count;
        }
        if (part == Part.DATA) {
          more = false;
          return 0;
        }
      } else if (at == end) {
        more = false;
        return 0;
      } else {
        octet(input[at++]);
      }
    }
    return -1;
  }

  /** Returns whether {@link #inflate} may return more bytes without further input. */
  synchronized boolean hasMore() {
    return more && !ended;
  }

  /** Returns whether what came is complete: at least one member, and none that has only begun. */
  synchronized boolean isWhole() {
    return between;
  }

  /** Returns whether {@link #end} was called. */
  synchronized boolean hasEnded() {
    return ended;
  }

  /** Releases the memory. Idempotent; may be called at any time. */
  synchronized void end() {
    ended = true;
    inflater.end();
  }

  private int data(byte[] to) {
    int count;
    try {
      count = inflater.inflate(to);
    } catch (DataFormatException damaged) {
      throw notGzip("its data is damaged");
    }
    checksum.update(to, 0, count);
    if (inflater.finished()) {
      at = end - inflater.getRemaining();
      part = Part.TRAILER;
    } else if (inflater.needsDictionary()) {
      throw notGzip("its data needs a dictionary");
    }
    return count;
  }

  /** Reads a byte of a header or a trailer. */
  private void octet(byte next) {
    between = false;
    if (part == Part.TRAILER) {
      trailer |= (next & 0xffL) << (8 * trailerBytes);
      trailerBytes++;
      if (trailerBytes == TRAILER_SIZE) {
        endMember();
      }
    } else if (header.endsWith(next)) {
      if (!header.isValid()) {
        throw notGzip("its header is none of gzip with deflate");
      }
      part = Part.DATA;
      inflater.setInput(input, at, end - at);
    }
  }

  private void endMember() {
    long right = checksum.getValue() | (inflater.getBytesWritten() << 32);
    if (trailer != right) {
      throw notGzip("its check sum or its size is wrong");
    }
    inflater.reset();
    checksum.reset();
    header = new GzipHeader();
    part = Part.HEADER;
    trailer = 0;
    trailerBytes = 0;
    between = true;
  }

  private static ProblemException notGzip(String why) {
    return new Problem(
            Status.INVALID_ENCODING,
            "the body is not gzip (RFC 1952), as its Content-Encoding says: " + why)
        .thrown();
  }
}
