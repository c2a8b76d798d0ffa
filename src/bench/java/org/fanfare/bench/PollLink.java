package org.fanfare.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A long-poller: it asks again, with the cursor of the answer, as soon as it is answered. */
final class PollLink extends Link {
  private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([^\"]*)\"");

  private String cursor = "";
  private boolean asked;

  PollLink(Loop loop, int number, Target target) throws IOException {
    super(loop, number, target);
  }

  @Override
  String request() {
    asked = true;
    return "GET %s?%s HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\n\r\n"
        .formatted(
            target.path(), cursor.isEmpty() ? "wait=0" : "after=" + cursor, target.authority());
  }

  @Override
  int take(byte[] bytes, int to, long now) {
    Optional<ResponseHead> read = ResponseHead.read(bytes, 0, to);
    if (read.isEmpty()) {
      return 0;
    }
    ResponseHead head = read.get();
    if (head.header("content-length").isEmpty()) {
      end("answered with " + head.status() + " without Content-Length");
      return to;
    }
    int end = head.length() + Integer.parseInt(head.header("content-length"));
    if (to < end) {
      return 0;
    }
    answer(head, bytes, end, now);
    return end;
  }

  @Override
  void closedByServer() throws IOException {
    if (asked && isReady()) {
      end("closed by the server while a poll waited");
    } else {
      restart();
    }
  }

  private void answer(ResponseHead head, byte[] bytes, int end, long now) {
    asked = false;
    int from = head.length();
    String start = new String(bytes, from, Math.min(end - from, 2048), StandardCharsets.UTF_8);
    Matcher found = CURSOR.matcher(start);
    if (head.status() != 200 || !found.find()) {
      end("answered with " + head.status() + " " + start);
      return;
    }
    cursor = found.group(1);
    Json.read(bytes, from, end, now, number, target);
    becomeReady();
    try {
      if (head.has("connection", "close")) {
        restart();
      } else {
        send(request().getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      end(e.toString());
    }
  }
}
