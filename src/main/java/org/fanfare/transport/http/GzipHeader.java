package org.fanfare.transport.http;

import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of a gzip member (RFC 1952, section 2.3), byte by byte. Nothing of it is kept,
 * however long the name and the comment in it are. Used by one thread at a time, for one header.
 */
final class GzipHeader {
  private static final int[] BEGIN = {0x1f, 0x8b, 8}; // the mark of gzip, and the method deflate
  private static final int AT_FLAGS = 3;
  private static final int FIXED_SIZE = 10;
  private static final int RESERVED = 0xe0;

  /** The parts. One that has a flag is there only if the flag is set. */
  private enum Part {
    END(0),
    CHECKSUM(2, END),
    COMMENT(16, CHECKSUM),
    NAME(8, COMMENT),
    EXTRA(4, NAME),
    EXTRA_SIZE(4, EXTRA),
    FIXED(0, EXTRA_SIZE);

    private final int flag;
    private final @Nullable Part next;

    Part(int flag) {
      this(flag, null);
    }

    Part(int flag, @Nullable Part next) {
      this.flag = flag;
      this.next = next;
    }

    /** Returns the part after this one in a header with these flags; the last follows itself. */
    Part after(int flags) {
      Part part = next == null ? this : next;
      return (flags & part.flag) == part.flag ? part : part.after(flags);
    }
  }

  private final CRC32 checksum = new CRC32();
  private Part part = Part.FIXED;
  private int flags;
  private int at; // the number of bytes of the part that were read
  private int number; // the number that the part consists of, the size of the extra field at last
  private boolean valid = true;

  /** Reads the next byte. Returns whether the header ends with it, or is known not to be one. */
  boolean endsWith(byte next) {
    int octet = next & 0xff;
    if (part != Part.CHECKSUM) {
      checksum.update(octet);
    }
    at++;
    switch (part) {
      case FIXED -> fixed(octet);
      case EXTRA_SIZE -> extraSize(octet);
      case EXTRA -> endPartIf(at == number);
      case NAME, COMMENT -> endPartIf(octet == 0);
      case CHECKSUM -> checksum(octet);
      case END -> throw new IllegalStateException("the header has ended");
    }
    return part == Part.END || !valid;
  }

  /** Returns whether nothing that was read contradicts that this is a header. */
  boolean isValid() {
    return valid;
  }

  private void fixed(int octet) {
    if (at <= BEGIN.length) {
      valid = octet == BEGIN[at - 1];
    } else if (at == AT_FLAGS + 1) {
      flags = octet;
      valid = (octet & RESERVED) == 0;
    }
    endPartIf(at == FIXED_SIZE);
  }

  private void extraSize(int octet) {
    number |= octet << (8 * (at - 1));
    if (at == 2 && number == 0) {
      part = Part.EXTRA; // of no bytes
    }
    endPartIf(at == 2);
  }

  private void checksum(int octet) {
    number = at == 1 ? octet : number | (octet << 8);
    valid = at == 1 || number == (checksum.getValue() & 0xffff);
    endPartIf(at == 2);
  }

  private void endPartIf(boolean ended) {
    if (!ended) {
      return;
    }
    part = part.after(flags);
    at = 0;
  }
}
