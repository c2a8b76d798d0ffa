package org.fanfare.rfc6455;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A sink that writes down, in words, what it is told. */
final class Told implements FrameSink {
  final List<String> words = new ArrayList<>();

  @Override
  public void text(String text) {
    words.add("text " + text);
  }

  @Override
  public void binary(byte[] bytes) {
    words.add("binary " + latin(bytes));
  }

  @Override
  public void ping(byte[] payload) {
    words.add("ping " + latin(payload));
  }

  @Override
  public void pong() {
    words.add("pong");
  }

  @Override
  public void close(int code, String reason) {
    words.add("close " + code + " " + reason);
  }

  /** Reads everything at once; what is broken is told too. */
  static List<String> of(int maxSize, byte[] bytes) {
    return of(maxSize, bytes, bytes.length);
  }

  /** Reads in pieces of at most so many bytes. */
  static List<String> of(int maxSize, byte[] bytes, int piece) {
    Told told = new Told();
    FrameReader reader = new FrameReader(maxSize, told);
    try {
      for (int at = 0; at < bytes.length; at += piece) {
        byte[] buffer = new byte[bytes.length]; // as large as a container's may be
        int count = Math.min(piece, bytes.length - at);
        System.arraycopy(bytes, at, buffer, 0, count);
        reader.read(buffer, 0, count);
      }
    } catch (BrokenFrameException e) {
      told.words.add("broken " + e.code());
    }
    return told.words;
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
