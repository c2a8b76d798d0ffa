package org.fanfare.transport.websocket;

import jakarta.servlet.ServletException;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fanfare.session.SocketOpening;
import org.fanfare.transport.HeaderTokens;
import org.jspecify.annotations.Nullable;

/**
 * Passes the filter's decision about a request to the endpoint of its WebSocket.
 *
 * <p>The standard has no way to pass data from a servlet request to a handshake. But every server
 * processes both on one thread, and gives each connection user properties of its own.
 */
public final class Handshake extends ServerEndpointConfig.Configurator {
  private static final String OPENING = SocketOpening.class.getName();
  private static final ThreadLocal<@Nullable SocketOpening> CURRENT = new ThreadLocal<>();

  /** A step of the filter's work on a request. */
  @FunctionalInterface
  public interface Step {
    /** Runs the step. */
    void run() throws IOException, ServletException;
  }

  /** Runs the rest of the filter chain, in which a handshake knows what it is to open. */
  public static void with(SocketOpening opening, Step rest) throws IOException, ServletException {
    CURRENT.set(opening);
    try {
      rest.run();
    } finally {
      CURRENT.remove();
    }
  }

  /**
   * Compares case-sensitively, see {@link
   * org.fanfare.transport.Quirk#IGNORES_THE_CASE_OF_SUBPROTOCOLS}.
   */
  @Override
  public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
    SocketOpening current = CURRENT.get();
    Collection<String> spoken = current == null ? supported : current.subprotocols();
    return HeaderTokens.of(requested).filter(spoken::contains).findFirst().orElse("");
  }

  /**
   * Refuses a handshake that the filter has not admitted. The server then responds with 403, or
   * passes the request on to the servlet ({@link
   * org.fanfare.transport.Quirk#HANDS_ON_REFUSED_ORIGINS}).
   */
  @Override
  public boolean checkOrigin(String originHeaderValue) {
    return CURRENT.get() != null;
  }

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    SocketOpening current = CURRENT.get();
    if (current != null) {
      config.getUserProperties().put(OPENING, current);
    }
  }

  /** Returns what this connection is to open; empty if the filter did not admit its request. */
  static Optional<SocketOpening> opening(Map<String, Object> userProperties) {
    return userProperties.get(OPENING) instanceof SocketOpening known
        ? Optional.of(known)
        : Optional.empty();
  }
}
