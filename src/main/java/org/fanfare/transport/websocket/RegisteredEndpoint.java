package org.fanfare.transport.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.ByteBuffer;
import java.util.List;
import org.fanfare.session.GroupSession;

/**
 * The WebSocket of the one URL in an application that has Fanfare in it: what {@code GroupEndpoint}
 * is in the WAR, registered by {@link EndpointRegistration}. One instance for each session; the
 * container makes it, and calls it one at a time.
 *
 * <p>What it needs it finds in its configuration: servers differ in what they inject into an
 * endpoint, and not every server asks a {@code Configurator} for an instance ({@link
 * org.fanfare.transport.Quirk#ASKS_NO_CONFIGURATOR}).
 */
public final class RegisteredEndpoint extends Endpoint {
  private static final String SOCKETS = SocketServices.class.getName();

  private final EndpointSession opened = new EndpointSession();

  /** What a container is told of it. */
  static ServerEndpointConfig config(SocketServices sockets) {
    ServerEndpointConfig config =
        ServerEndpointConfig.Builder.create(RegisteredEndpoint.class, "/groups/{names}")
            .subprotocols(List.of(GroupSession.SUBPROTOCOL))
            .configurator(new Handshake())
            .build();
    config.getUserProperties().put(SOCKETS, sockets);
    return config;
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    if (!(config.getUserProperties().get(SOCKETS) instanceof SocketServices sockets)) {
      throw new IllegalStateException("the endpoint was registered without what it needs");
    }
    session.addMessageHandler(String.class, (MessageHandler.Partial<String>) opened::text);
    session.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) opened::bytes);
    session.addMessageHandler(
        PongMessage.class,
        (MessageHandler.Whole<PongMessage>) pong -> opened.pong(pong.getApplicationData()));
    opened.open(session, sockets); // last: one that is closed takes no handlers
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    opened.gone();
  }

  @Override
  public void onError(Session session, Throwable problem) {
    opened.failed(problem);
  }
}
