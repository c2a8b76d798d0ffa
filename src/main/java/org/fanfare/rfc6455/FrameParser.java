package org.fanfare.rfc6455;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.fanfare.rfc6455.BrokenFrameException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Parses the frames of one client, however its bytes are divided into reads.
 *
 * <p>The size of a message is checked before its bytes are stored. A deflated message is inflated.
 * Nothing is kept between messages. Used by one thread at a time. After a close frame, an exception
 * or {@link #end} it does not read any further.
 */
public final class FrameParser {
  /** The code passed to {@link FrameSink#close} if the client sent none (section 7.1.5). */
  public static final int NO_CODE = 1005;

  private static final int MAX_CONTROL = 125;
  private static final int MASK_LENGTH = 4;
  private static final int SHORT_HEADER = 2;

  private final int maxSize;
  private final boolean inflates;
  private final FrameSink sink;

  private final byte[] header = new byte[14];
  private int headerFilled;
  private int headerLength = SHORT_HEADER;
  private boolean ended;
  private boolean stopped; // within one read

  private int opcode;
  private boolean last;
  private long left; // bytes left of the frame's payload
  private int maskAt;

  private int kind; // of the incomplete message: TEXT, BINARY, or 0 for none
  private long messages; // number of messages begun so far
  private @Nullable Utf8Check utf8;
  private @Nullable MessageBuffer message;
  private @Nullable Inflation inflation; // of the incomplete message, if it is deflated
  private @Nullable ByteArrayOutputStream control;

  /**
   * Creates a parser for one connection.
   *
   * @param maxSize the maximum size of a message in bytes, all its frames together, inflated
   * @param inflates whether {@code permessage-deflate} was agreed on by {@link DeflateOffer}
   */
  public FrameParser(int maxSize, boolean inflates, FrameSink sink) {
    this.maxSize = maxSize;
    this.inflates = inflates;
    this.sink = sink;
  }

  /**
   * Parses {@code bytes[from]} to {@code bytes[to - 1]}, and unmasks them in place. It stops after
   * a message if the sink takes no more.
   *
   * @return where it has stopped: {@code to}, unless the sink takes no more; the rest is to be
   *     passed to it again
   * @throws BrokenFrameException if the connection must be failed
   */
  public int read(byte[] bytes, int from, int to) throws BrokenFrameException {
    int at = from;
    stopped = false;
    try {
      while (at < to && !ended && !stopped) {
        if (headerFilled < headerLength) {
          header[headerFilled++] = bytes[at++];
          if (headerFilled == headerLength) {
            headerRead();
          }
        } else {
          int count = (int) Math.min(left, to - at);
          unmask(bytes, at, count);
          payload(bytes, at, count);
          at += count;
        }
      }
    } catch (BrokenFrameException e) {
      end();
      throw e;
    }
    return ended ? to : at;
  }

  /**
   * Returns the number of the incomplete message, counted from 1; 0 if there is none. Must not be
   * called concurrently with {@link #read}.
   */
  public long unfinished() {
    return kind == 0 || ended ? 0 : messages;
  }

  /**
   * Returns the bytes held for incomplete data: at most those of a message and a control frame, and
   * what inflating takes outside the heap. Must not be called concurrently with {@link #read}.
   */
  public int taken() {
    return held() + (inflation == null ? 0 : Inflation.OUTSIDE);
  }

  /** Returns the bytes held for incomplete data in the heap. */
  int held() {
    return (message == null ? 0 : message.room())
        + (inflation == null ? 0 : inflation.held())
        + (control == null ? 0 : control.size());
  }

  private void headerRead() throws BrokenFrameException {
    if (headerLength == SHORT_HEADER) {
      begin();
      int length = header[1] & 0x7F;
      headerLength = SHORT_HEADER + (length < 126 ? 0 : length == 126 ? 2 : 8) + MASK_LENGTH;
      return;
    }
    left = length();
    maskAt = 0;
    boundIt();
    if (left == 0) {
      payload(header, 0, 0);
    }
  }

  /** Evaluates the first two bytes of a frame. */
  private void begin() throws BrokenFrameException {
    last = (header[0] & 0x80) != 0;
    opcode = header[0] & 0x0F;
    int reserved = header[0] & 0x70;
    boolean begins = opcode == Frame.TEXT || opcode == Frame.BINARY;
    require(
        reserved == 0 || (reserved == Frame.DEFLATED && inflates && begins),
        "a reserved bit is set that no extension was agreed for");
    require((header[1] & 0x80) != 0, "a client's frame must be masked");
    switch (opcode) {
      case Frame.CONTINUATION -> require(kind != 0, "a continuation of nothing");
      case Frame.TEXT, Frame.BINARY -> {
        require(kind == 0, "a message within a message");
        kind = opcode;
        messages++;
        utf8 = opcode == Frame.TEXT ? new Utf8Check() : null;
        inflation = reserved == 0 ? null : new Inflation(maxSize, utf8);
      }
      case Frame.CLOSE, Frame.PING, Frame.PONG -> {
        require(last, "a control frame in fragments");
        require((header[1] & 0x7F) <= MAX_CONTROL, "a control frame of more than 125 bytes");
      }
      default -> throw broken("an unknown opcode: " + opcode);
    }
  }

  private long length() throws BrokenFrameException {
    int length = header[1] & 0x7F;
    if (length < 126) {
      return length;
    }
    int end = length == 126 ? 4 : 10;
    long value = 0;
    for (int i = SHORT_HEADER; i < end; i++) {
      value = (value << 8) | (header[i] & 0xFF);
    }
    require(value >= 0, "a length of more than 63 bits");
    require(value >= (length == 126 ? 126 : 65_536), "a length in more bytes than it needs");
    return value;
  }

  private void boundIt() throws BrokenFrameException {
    boolean data = opcode <= Frame.BINARY;
    int before = message == null ? 0 : message.size();
    long room = inflation == null ? maxSize - before : inflation.room();
    if (data && left > room) { // not as a sum, which could overflow
      throw BrokenFrameException.tooLarge(maxSize);
    }
  }

  private void unmask(byte[] bytes, int from, int count) {
    int mask = headerLength - MASK_LENGTH;
    for (int i = 0; i < count; i++) {
      bytes[from + i] ^= header[mask + ((maskAt + i) & 3)];
    }
    maskAt = (maskAt + count) & 3;
  }

  private void payload(byte[] bytes, int from, int count) throws BrokenFrameException {
    left -= count;
    if (opcode >= Frame.CLOSE) {
      control(bytes, from, count);
    } else {
      data(bytes, from, count);
    }
    if (left == 0) {
      headerFilled = 0;
      headerLength = SHORT_HEADER;
    }
  }

  private void data(byte[] bytes, int from, int count) throws BrokenFrameException {
    boolean whole = last && left == 0;
    Inflation deflated = inflation;
    if (deflated != null) {
      deflated.take(bytes, from, count);
      if (whole) {
        deflated.finish();
        tell(deflated.bytes(), 0, deflated.size());
      }
      return;
    }
    Utf8Check check = utf8;
    if (check != null
        && !(check.accepts(bytes, from, from + count) && (!whole || check.isComplete()))) {
      throw BrokenFrameException.notUtf8();
    }
    if (whole && message == null) {
      tell(bytes, from, count); // the common case: nothing is copied twice
    } else {
      MessageBuffer gathered = message == null ? new MessageBuffer(maxSize) : message;
      message = gathered;
      gathered.add(bytes, from, count);
      if (whole) {
        tell(gathered.bytes(), 0, gathered.size());
      }
    }
  }

  private void tell(byte[] bytes, int from, int count) {
    boolean text = kind == Frame.TEXT;
    kind = 0;
    forget();
    if (text) {
      sink.text(new String(bytes, from, count, StandardCharsets.UTF_8));
    } else {
      byte[] own = new byte[count];
      System.arraycopy(bytes, from, own, 0, count);
      sink.binary(own);
    }
    stopped = !sink.takesMore();
  }

  private void control(byte[] bytes, int from, int count) throws BrokenFrameException {
    ByteArrayOutputStream kept = control == null ? new ByteArrayOutputStream(count) : control;
    kept.write(bytes, from, count);
    control = left == 0 ? null : kept;
    if (left > 0) {
      return;
    }
    switch (opcode) {
      case Frame.PING -> sink.ping(kept.toByteArray());
      case Frame.PONG -> sink.pong(kept.toByteArray());
      default -> close(kept.toByteArray());
    }
  }

  private void close(byte[] payload) throws BrokenFrameException {
    if (payload.length == 0) {
      end();
      sink.close(NO_CODE, "");
      return;
    }
    require(payload.length > 1, "half of a close code");
    int code = ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    require(isCloseCode(code), "no close code: " + code);
    Utf8Check check = new Utf8Check();
    if (!check.accepts(payload, 2, payload.length) || !check.isComplete()) {
      throw BrokenFrameException.notUtf8();
    }
    end();
    sink.close(code, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
  }

  /** Returns whether a close frame may contain this code (section 7.4). */
  private static boolean isCloseCode(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }

  /**
   * Releases incomplete data and stops reading, for a connection that is gone. Idempotent; must not
   * be called concurrently with {@link #read}.
   */
  public void end() {
    ended = true;
    forget();
    control = null;
  }

  private void forget() {
    utf8 = null;
    message = null;
    if (inflation != null) {
      inflation.end();
      inflation = null;
    }
  }

  private static void require(boolean condition, String otherwise) throws BrokenFrameException {
    if (!condition) {
      throw broken(otherwise);
    }
  }

  private static BrokenFrameException broken(String what) {
    return new BrokenFrameException(Fault.PROTOCOL, what);
  }
}
