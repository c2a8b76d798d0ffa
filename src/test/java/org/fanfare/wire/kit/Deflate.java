package org.fanfare.wire.kit;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** What {@code permessage-deflate} makes of one message, without context (RFC 7692). */
public final class Deflate {
  private static final byte[] TAIL = {0, 0, -1, -1};

  private Deflate() {}

  /** Returns the payload of a message that is sent deflated. */
  public static byte[] deflate(byte[] message) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(message);
      byte[] deflated = new byte[message.length + message.length / 8 + 100];
      int length =
          deflater.deflate(deflated, 0, deflated.length, Deflater.SYNC_FLUSH) - TAIL.length;
      return Arrays.copyOf(deflated, length);
    } finally {
      deflater.end();
    }
  }

  /** Returns the message of a deflated payload. */
  public static byte[] inflate(byte[] payload) {
    Inflater inflater = new Inflater(true);
    try {
      byte[] whole = Arrays.copyOf(payload, payload.length + TAIL.length);
      System.arraycopy(TAIL, 0, whole, payload.length, TAIL.length);
      inflater.setInput(whole);
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      byte[] some = new byte[8192];
      for (int count = inflater.inflate(some); count > 0; count = inflater.inflate(some)) {
        message.write(some, 0, count);
      }
      return message.toByteArray();
    } catch (DataFormatException wrong) {
      throw new IllegalArgumentException("not deflated: " + Arrays.toString(payload), wrong);
    } finally {
      inflater.end();
    }
  }
}
