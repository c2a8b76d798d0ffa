package org.fanfare.rfc6455;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/** The payload of a deflated message as a client makes it, in one of the ways that there are. */
final class Deflated {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Deflater deflater;

  private Deflated(int level) {
    deflater = new Deflater(level, true);
  }

  static byte[] of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] of(byte[] message) {
    return new Deflated(Deflater.DEFAULT_COMPRESSION).add(message).payload();
  }

  /** One that becomes larger: blocks that are stored. */
  static byte[] stored(byte[] message) {
    return new Deflated(Deflater.NO_COMPRESSION).add(message).payload();
  }

  /**
   * One flushed at some places, so that there are several blocks, those without content included.
   */
  static byte[] inBlocks(byte[] message, int... places) {
    Deflated all = new Deflated(Deflater.BEST_COMPRESSION);
    int from = 0;
    for (int place : places) {
      all.add(Arrays.copyOfRange(message, from, place));
      from = place;
    }
    return all.add(Arrays.copyOfRange(message, from, message.length)).payload();
  }

  private Deflated add(byte[] part) {
    deflater.setInput(part);
    byte[] buffer = new byte[part.length + part.length / 8 + 100];
    for (int count = buffer.length; count == buffer.length; ) {
      count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
      bytes.write(buffer, 0, count);
    }
    return this;
  }

  private byte[] payload() {
    deflater.end();
    return Arrays.copyOf(bytes.toByteArray(), bytes.size() - 4);
  }
}
