package org.fanfare.harness;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Reads a stream of server-sent events as the HTML standard, section 9.2.6, tells a browser to.
 *
 * <p>It works in the bytes that it is given: an event whose data is one line costs no copy. Only
 * what an end of the bytes cuts is kept. For one thread at a time.
 */
public final class EventStreamParser {
  /** Who is told of the events. Called by {@link #parse}, so by its thread. */
  @FunctionalInterface
  public interface Events {
    /**
     * An event came; {@link #lastId} is its own id, or one before it.
     *
     * @param type its type, {@code message} unless it has another
     * @param bytes where its data stands in {@code [from, to)}, for the time of the call; its lines
     *     are separated by LF
     */
    void event(String type, byte[] bytes, int from, int to);

    /** A line came that is no field of the standard, which tells a browser to ignore it. */
    default void unknown(String line) {}
  }

  private static final String MESSAGE = "message";
  private static final byte[] NOTHING = {};
  private static final byte[] DATA = "data".getBytes(US_ASCII);
  private static final byte[] ID = "id".getBytes(US_ASCII);
  private static final byte[] EVENT = "event".getBytes(US_ASCII);
  private static final byte[] RETRY = "retry".getBytes(US_ASCII);
  private static final byte[] BREAKS = "breaks".getBytes(US_ASCII);

  private final Events events;
  private byte[] cut = NOTHING; // the line that has not ended
  private boolean afterReturn;
  private String type = MESSAGE;
  private boolean hasData;
  private byte[] data = NOTHING;
  private int dataFrom;
  private int dataTo;
  private byte[] id = new byte[128]; // the last one of a line
  private int idLength;
  private byte[] lastId = new byte[128]; // the last one of a block that has ended
  private int lastIdLength;
  private boolean hasId;
  private long retry = -1;
  private int comments;

  /** Makes a parser at the beginning of a stream. */
  public EventStreamParser(Events events) {
    this.events = events;
  }

  /** Reads {@code [from, to)}, the next bytes of the stream, which it may overwrite. */
  public void parse(byte[] bytes, int from, int to) {
    if (cut.length == 0) {
      lines(bytes, from, to);
    } else {
      byte[] joined = Arrays.copyOf(cut, cut.length + to - from);
      System.arraycopy(bytes, from, joined, cut.length, to - from);
      cut = NOTHING;
      lines(joined, 0, joined.length);
    }
  }

  /** Begins with another stream of the same source: what has not ended of this one is forgotten. */
  public void restart() {
    cut = NOTHING;
    afterReturn = false;
    type = MESSAGE;
    hasData = false;
    hasId = false;
  }

  /** Returns the last id, empty if there is none. */
  public String lastId() {
    return new String(lastId, 0, lastIdLength, UTF_8);
  }

  /** Tells whether there is a last id. */
  public boolean hasLastId() {
    return lastIdLength > 0;
  }

  /** Returns the delay after which to come back, in milliseconds, -1 if none was given. */
  public long retry() {
    return retry;
  }

  /** Returns how many comments came. */
  public int comments() {
    return comments;
  }

  private void lines(byte[] bytes, int from, int to) {
    int start = from;
    for (int at = from; at < to; at++) {
      byte next = bytes[at];
      if (next <= '\r' && (next == '\n' || next == '\r')) {
        if (next == '\r' || at > start || !afterReturn) {
          line(bytes, start, at);
        }
        afterReturn = next == '\r';
        start = at + 1;
      }
    }
    if (start < to) {
      cut = Arrays.copyOfRange(bytes, start, to);
    }
    if (hasData && data == bytes) {
      data = Arrays.copyOfRange(bytes, dataFrom, dataTo);
      dataTo -= dataFrom;
      dataFrom = 0;
    }
  }

  private void line(byte[] bytes, int from, int to) {
    if (from == to) {
      dispatch();
    } else if (is(DATA, bytes, from, to)) {
      data(bytes, value(bytes, from + DATA.length, to), to);
    } else if (is(ID, bytes, from, to)) {
      id(bytes, value(bytes, from + ID.length, to), to);
    } else if (bytes[from] == ':') {
      comments++;
    } else if (is(EVENT, bytes, from, to)) {
      int start = value(bytes, from + EVENT.length, to);
      type = start == to ? MESSAGE : new String(bytes, start, to - start, UTF_8);
    } else if (is(RETRY, bytes, from, to)) {
      retry(bytes, value(bytes, from + RETRY.length, to), to);
    } else if (!is(BREAKS, bytes, from, to)) { // which only Fanfare's own script reads
      events.unknown(new String(bytes, from, to - from, UTF_8));
    }
  }

  /** Whether the line is the field with that name, which ends with the line or with a colon. */
  private static boolean is(byte[] name, byte[] bytes, int from, int to) {
    int end = from + name.length;
    if (to < end || (to > end && bytes[end] != ':')) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (bytes[from + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  /** Where the value begins: after the colon, if there is one, and one space. */
  private static int value(byte[] bytes, int colon, int to) {
    int start = Math.min(colon + 1, to);
    return start < to && bytes[start] == ' ' ? start + 1 : start;
  }

  /** A further line is moved behind those before it, over its own name. */
  private void data(byte[] bytes, int from, int to) {
    if (!hasData) {
      hasData = true;
      data = bytes;
      dataFrom = from;
      dataTo = to;
      return;
    }
    int length = to - from;
    if (data != bytes && data.length <= dataTo + length) {
      data = Arrays.copyOf(data, 2 * (dataTo + length + 1));
    }
    data[dataTo++] = '\n';
    System.arraycopy(bytes, from, data, dataTo, length);
    dataTo += length;
  }

  private void id(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == 0) {
        return;
      }
    }
    hasId = true;
    idLength = to - from;
    if (id.length < idLength) {
      id = new byte[2 * idLength];
    }
    System.arraycopy(bytes, from, id, 0, idLength);
  }

  private void retry(byte[] bytes, int from, int to) {
    String value = new String(bytes, from, to - from, UTF_8);
    if (value.matches("[0-9]{1,18}")) {
      retry = Long.parseLong(value);
    }
  }

  private void dispatch() {
    if (hasId) {
      byte[] before = lastId;
      lastId = id;
      lastIdLength = idLength;
      id = before;
      hasId = false;
    }
    String ofThis = type;
    boolean isEvent = hasData;
    type = MESSAGE;
    hasData = false;
    if (isEvent) {
      events.event(ofThis, data, dataFrom, dataTo);
    }
  }
}
