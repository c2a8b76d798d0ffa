package org.fanfare.transport.websocket;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/**
 * The WebSocket of the one URL. One instance for each session; the container calls it one at a
 * time. It is of the WAR alone: an application that has Fanfare in it may choose by a {@code
 * ServerApplicationConfig} which endpoints of this kind live, and so it has the {@link
 * RegisteredEndpoint} instead.
 *
 * <p>It takes messages in parts, so that one that is too large is refused before it is whole. It is
 * {@code Dependent} because a server may inject nothing into an endpoint without a scope ({@link
 * org.fanfare.transport.Quirk#INJECTS_INTO_BEANS_ALONE}).
 */
@Dependent
@ServerEndpoint(
    value = GroupEndpoint.PATH,
    subprotocols = "fanfare",
    configurator = Handshake.class)
public class GroupEndpoint {
  static final String PATH = "/groups/{names}";

  @Inject SocketServices sockets; // the standard wants a constructor without parameters
  private final EndpointSession opened = new EndpointSession();

  /** The handshake is done. */
  @OnOpen
  public void open(Session session) {
    opened.open(session, sockets);
  }

  /** A part of a text came. */
  @OnMessage
  public void text(String part, boolean last) {
    opened.text(part, last);
  }

  /** A part of a binary message came. */
  @OnMessage
  public void bytes(ByteBuffer part, boolean last) {
    opened.bytes(part, last);
  }

  /** The client lives. */
  @OnMessage
  public void pong(PongMessage pong) {
    opened.pong(pong.getApplicationData());
  }

  /** The session has ended. */
  @OnClose
  public void close() {
    opened.gone();
  }

  /** The session failed. */
  @OnError
  public void error(Throwable problem) {
    opened.failed(problem);
  }
}
