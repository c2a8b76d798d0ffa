package org.fanfare.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket with the subprotocol {@code fanfare}: frames of JSON, several publications in one.
 */
class FanfareLink extends WebSocketLink {
  private static final byte[] HELLO = Json.ascii("{\"hello\"");
  private static final byte[] REPLY = Json.ascii("{\"reply\"");
  private static final byte[] CLOSING = Json.ascii("{\"closing\"");

  FanfareLink(Loop loop, int number, Target target) throws IOException {
    super(loop, number, target);
  }

  @Override
  final String protocol() {
    return "fanfare";
  }

  @Override
  final void upgraded() {
    // Ready when the hello has come: from there on nothing is missed.
  }

  @Override
  void message(byte[] bytes, int from, int to, long now) {
    if (Json.startsWith(bytes, from, to, HELLO)) {
      becomeReady();
    } else if (Json.startsWith(bytes, from, to, REPLY)) {
      String reply = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      if (reply.contains("\"problem\"")) {
        end("refused: " + reply);
      }
    } else if (!Json.startsWith(bytes, from, to, CLOSING)) {
      Json.read(bytes, from, to, now, number, target);
    }
  }

  @Override
  final void publish(String group, byte[] payload) {
    String text = new String(payload, StandardCharsets.US_ASCII);
    sendText(
        Json.ascii("{\"publish\":{\"groups\":[\"" + group + "\"],\"text\":\"" + text + "\"}}"));
  }
}
