package org.fanfare.bench;

import java.io.IOException;

/** A WebSocket that says something, and says the next when what it said has come back. */
final class EchoLink extends WebSocketLink {
  private int next;

  EchoLink(Loop loop, int number, Target target) throws IOException {
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

  /** Says the first. */
  void begin() {
    sendText(target.mark().payload(next, System.nanoTime()));
  }

  @Override
  void message(byte[] bytes, int from, int to, long now) {
    if (to - from == target.mark().size()
        && target.mark().isWhole(bytes, from, to)
        && Mark.number(bytes, from) == next) {
      target.deliveries().delivered(number, next, Mark.time(bytes, from), now);
      next++;
      begin();
    } else {
      target.deliveries().damaged(number);
    }
  }

  @Override
  void publish(String group, byte[] payload) {
    throw new UnsupportedOperationException("an echo has no group");
  }
}
