package org.fanfare.transport.websocket;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/**
 * The WebSocket endpoint of the group URL. The container creates one instance for each session, and
 * calls it on one thread at a time. Only the WAR has it: an application that contains Fanfare may
 * have a {@code ServerApplicationConfig} that selects the annotated endpoints, and therefore has
 * {@link RegisteredEndpoint} instead.
 *
 * <p>The endpoint takes messages in parts, so that a message that is too large is refused before it
 * is complete. It is {@code Dependent} because a server may inject nothing into an endpoint without
 * a scope ({@link org.fanfare.transport.Quirk#INJECTS_INTO_BEANS_ALONE}).
 */
@Dependent
@ServerEndpoint(
    value = GroupEndpoint.PATH,
    subprotocols = "fanfare",
    configurator = Handshake.class)
public class GroupEndpoint {
  static final String PATH = "/groups/{names}";

  @Inject SocketServices sockets; // a field: the constructor must have no parameters
  private final EndpointSession opened = new EndpointSession();

  /** Called when the handshake is done. */
  @OnOpen
  public void open(Session session) {
    opened.open(session, sockets);
  }

  /** Called with a part of a text message. */
  @OnMessage
  public void text(String part, boolean last) {
    opened.text(part, last);
  }

  /** Called with a part of a binary message. */
  @OnMessage
  public void bytes(ByteBuffer part, boolean last) {
    opened.bytes(part, last);
  }

  /** Called with a pong, which shows that the client is alive. */
  @OnMessage
  public void pong(PongMessage pong) {
    opened.pong(pong.getApplicationData());
  }

  /** Called when the session has ended. */
  @OnClose
  public void close(CloseReason reason) {
    opened.closed(reason.getCloseCode().getCode());
  }

  /** Called when the session has failed. */
  @OnError
  public void error(Throwable problem) {
    opened.failed(problem);
  }
}
