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
import org.fanfare.session.SocketSession;

/**
 * The WebSocket endpoint of the group URL in an application that contains Fanfare: the equivalent
 * of {@code GroupEndpoint} in the WAR, registered by {@link EndpointRegistration}. The container
 * creates one instance for each session, and calls it on one thread at a time.
 *
 * <p>It takes its services from its configuration: servers differ in what they inject into an
 * endpoint, and not every server asks a {@code Configurator} for an instance ({@link
 * org.fanfare.transport.Quirk#ASKS_NO_CONFIGURATOR}).
 */
public final class RegisteredEndpoint extends Endpoint {
  private static final String SOCKETS = SocketServices.class.getName();

  private final EndpointSession opened = new EndpointSession();

  /** Returns the configuration with which the endpoint is registered at a path. */
  static ServerEndpointConfig config(String path, SocketServices sockets) {
    ServerEndpointConfig config =
        ServerEndpointConfig.Builder.create(RegisteredEndpoint.class, path)
            .subprotocols(List.of(SocketSession.SUBPROTOCOL))
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
    opened.open(session, sockets); // last: a session that this closes takes no handlers
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    opened.closed(reason.getCloseCode().getCode());
  }

  @Override
  public void onError(Session session, Throwable problem) {
    opened.failed(problem);
  }
}
