package org.fanfare.bench.app;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** Sends every text back, as one writes it by hand; the container sends what is returned. */
@ServerEndpoint("/bench/naive-echo")
public class NaiveEcho {
  @OnMessage
  public String text(String text) {
    return text;
  }
}
