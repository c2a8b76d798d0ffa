package org.fanfare.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.fanfare.harness.EventStreamParser;

/**
 * A stream of server-sent events. Like a browser's it comes back when the server has ended it, and
 * says which event was the last.
 */
final class EventStreamLink extends Link {
  private final EventStreamParser parser = new EventStreamParser(this::event);
  private Chunks chunks = new Chunks();
  private boolean begun;
  private boolean chunked;
  private long now;

  EventStreamLink(Loop loop, int number, Target target) throws IOException {
    super(loop, number, target);
  }

  @Override
  String request() {
    String last = parser.hasLastId() ? "Last-Event-ID: " + parser.lastId() + "\r\n" : "";
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
    this.now = now;
    parser.parse(bytes, from, end);
    if (parser.hasLastId()) {
      becomeReady();
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
    parser.restart();
    try {
      restart();
    } catch (IOException e) {
      end(e.toString());
    }
  }

  private void event(String type, byte[] bytes, int from, int to) {
    if (type.equals("message")) {
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
    if (type.equals("gap")) {
      Json.gaps(text, number, target);
    } else {
      end("was told " + type + ": " + text);
    }
  }
}
