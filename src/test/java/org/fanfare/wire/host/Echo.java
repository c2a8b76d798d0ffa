package org.fanfare.wire.host;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

/** The host's own WebSocket. */
@ServerEndpoint(value = "/echo/{name}", subprotocols = "host")
public class Echo {
  /** Answers with what came. */
  @OnMessage
  public String text(@PathParam("name") String name, String text) {
    return name + ": " + text;
  }
}
