package org.fanfare.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A sink that writes down, in words, what it is told. */
final class SinkRecord implements FrameSink {
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
  public void pong(byte[] payload) {
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
    return of(maxSize, false, bytes, piece);
  }

  /** Reads as one who agreed on {@code permessage-deflate}, at once. */
  static List<String> inflated(int maxSize, byte[] bytes) {
    return inflated(maxSize, bytes, bytes.length);
  }

  /** Reads as one who agreed on {@code permessage-deflate}, in pieces. */
  static List<String> inflated(int maxSize, byte[] bytes, int piece) {
    return of(maxSize, true, bytes, piece);
  }

  private static List<String> of(int maxSize, boolean inflates, byte[] bytes, int piece) {
    SinkRecord told = new SinkRecord();
    FrameParser reader = new FrameParser(maxSize, inflates, told);
    try {
      for (int at = 0; at < bytes.length; at += piece) {
        byte[] buffer = new byte[bytes.length]; // as large as a container's may be
        int count = Math.min(piece, bytes.length - at);
        System.arraycopy(bytes, at, buffer, 0, count);
        reader.read(buffer, 0, count);
      }
    } catch (BrokenFrameException e) {
      assertThat(reader.held()).isZero();
      told.words.add("broken " + code(e.fault()));
    }
    return told.words;
  }

  /** The close code of a fault, by RFC 6455, section 7.4.1. */
  private static int code(BrokenFrameException.Fault fault) {
    return switch (fault) {
      case PROTOCOL -> 1002;
      case NOT_UTF_8, NOT_DEFLATED -> 1007;
      case TOO_LARGE -> 1009;
    };
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
