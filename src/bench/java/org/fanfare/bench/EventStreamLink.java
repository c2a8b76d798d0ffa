package org.fanfare.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A stream of server-sent events. Like a browser's it comes back when the server has ended it, and
 * says which event was the last.
 */
final class EventStreamLink extends Link {
  private static final byte[] ID = Json.ascii("id:");
  private static final byte[] EVENT = Json.ascii("event:");
  private static final byte[] DATA = Json.ascii("data:");

  private static final byte[] NOTHING = {};

  private final byte[] lastId = new byte[1024];
  private int lastIdLength;
  private Chunks chunks = new Chunks();
  private byte[] unfinished = NOTHING;
  private String event = "";
  private boolean begun;
  private boolean chunked;

  EventStreamLink(Loop loop, int number, Target target) throws IOException {
    super(loop, number, target);
  }

  @Override
  String request() {
    String last =
        lastIdLength == 0
            ? ""
            : "Last-Event-ID: "
                + new String(lastId, 0, lastIdLength, StandardCharsets.US_ASCII)
                + "\r\n";
    return "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n%s\r\n"
        .formatted(target.path(), target.authority(), last);
  }

  @Override
  int take(byte[] bytes, int to, long now) {
    int from = 0;
    if (!begun) {
      Optional<ResponseHead> head = ResponseHead.read(bytes, 0, to);
      if (head.isEmpty()) {
        return 0;
      }
      from = head.get().length();
      begun = true;
      chunked = head.get().has("transfer-encoding", "chunked");
      if (head.get().status() != 200 || !head.get().has("content-type", "text/event-stream")) {
        end("answered with " + head.get().status() + " " + head.get().header("content-type"));
        return to;
      }
    }
    int end = chunked ? chunks.decode(bytes, from, to) : to;
    if (unfinished.length == 0) {
      lines(bytes, from, end, now);
    } else {
      byte[] joined = Arrays.copyOf(unfinished, unfinished.length + end - from);
      System.arraycopy(bytes, from, joined, unfinished.length, end - from);
      lines(joined, 0, joined.length, now);
    }
    if (chunks.ended()) {
      comeBack();
    }
    return to;
  }

  @Override
  void closedByServer() {
    comeBack();
  }

  private void comeBack() {
    if (!isReady()) {
      end("the stream was ended by the server before it began");
      return;
    }
    begun = false;
    chunks = new Chunks();
    unfinished = NOTHING;
    event = "";
    try {
      restart();
    } catch (IOException e) {
      end(e.toString());
    }
  }

  private void lines(byte[] bytes, int from, int to, long now) {
    int start = from;
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\n') {
        int end = at > start && bytes[at - 1] == '\r' ? at - 1 : at;
        line(bytes, start, end, now);
        start = at + 1;
      }
    }
    unfinished = Arrays.copyOfRange(bytes, start, to);
  }

  private void line(byte[] bytes, int from, int to, long now) {
    if (from == to) {
      event = "";
    } else if (Json.startsWith(bytes, from, to, DATA)) {
      data(bytes, value(bytes, from + DATA.length, to), to, now);
    } else if (Json.startsWith(bytes, from, to, EVENT)) {
      int start = value(bytes, from + EVENT.length, to);
      event = new String(bytes, start, to - start, StandardCharsets.UTF_8);
    } else if (Json.startsWith(bytes, from, to, ID)) {
      int start = value(bytes, from + ID.length, to);
      lastIdLength = Math.min(to - start, lastId.length);
      System.arraycopy(bytes, start, lastId, 0, lastIdLength);
      becomeReady();
    }
  }

  private void data(byte[] bytes, int from, int to, long now) {
    if (event.isEmpty()) {
      if (to - from == target.mark().size() && target.mark().isWhole(bytes, from, to)) {
        target
            .deliveries()
            .delivered(number, Mark.number(bytes, from), Mark.time(bytes, from), now);
      } else {
        target.deliveries().damaged(number);
      }
      return;
    }
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (event.equals("gap")) {
      Json.gaps(text, number, target);
    } else {
      end("was told " + event + ": " + text);
    }
  }

  private static int value(byte[] bytes, int from, int to) {
    return from < to && bytes[from] == ' ' ? from + 1 : from;
  }
}
