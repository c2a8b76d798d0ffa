package org.fanfare.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/** What clients send that compress their bodies. */
final class Gzipped {
  static final int EXTRA = 4;
  static final int NAME = 8;
  static final int COMMENT = 16;
  static final int CHECKSUM = 2;

  private static final int HEADER_SIZE = 10;

  private Gzipped() {}

  static byte[] of(String text) {
    return of(text.getBytes(UTF_8));
  }

  static byte[] of(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** One whose header has everything that these flags stand for. */
  static byte[] with(int flags, String text) {
    byte[] plain = of(text);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(plain, 0, 3);
    bytes.write(flags);
    bytes.write(plain, 4, HEADER_SIZE - 4);
    if ((flags & EXTRA) != 0) {
      byte[] extra = new byte[300];
      bytes.write(extra.length & 0xff);
      bytes.write(extra.length >> 8);
      bytes.writeBytes(extra);
    }
    if ((flags & NAME) != 0) {
      bytes.writeBytes("a name\0".getBytes(UTF_8));
    }
    if ((flags & COMMENT) != 0) {
      bytes.writeBytes(("a comment ".repeat(1_000) + "\0").getBytes(UTF_8));
    }
    if ((flags & CHECKSUM) != 0) {
      CRC32 checksum = new CRC32();
      checksum.update(bytes.toByteArray());
      bytes.write((int) checksum.getValue() & 0xff);
      bytes.write((int) (checksum.getValue() >> 8) & 0xff);
    }
    bytes.write(plain, HEADER_SIZE, plain.length - HEADER_SIZE);
    return bytes.toByteArray();
  }

  static byte[] joined(byte[]... members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] member : members) {
      bytes.writeBytes(member);
    }
    return bytes.toByteArray();
  }
}
