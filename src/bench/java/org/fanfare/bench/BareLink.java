package org.fanfare.bench;

import java.io.IOException;

/** A WebSocket without a subprotocol: each frame is a message, and nothing else. */
final class BareLink extends WebSocketLink {
  BareLink(Loop loop, int number, Target target) throws IOException {
    super(loop, number, target);
  }

  @Override
  String protocol() {
    return "";
  }

  @Override
  void upgraded() {
    becomeReady();
  }

  @Override
  void message(byte[] bytes, int from, int to, long now) {
    if (to - from == target.mark().size() && target.mark().isWhole(bytes, from, to)) {
      target.deliveries().delivered(number, Mark.number(bytes, from), Mark.time(bytes, from), now);
    } else {
      target.deliveries().damaged(number);
    }
  }

  @Override
  void publish(String group, byte[] payload) {
    sendText(payload);
  }
}
