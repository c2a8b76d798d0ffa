package org.fanfare.transport.websocket;

import jakarta.servlet.ServletException;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fanfare.session.Ask;
import org.fanfare.transport.HeaderTokens;
import org.jspecify.annotations.Nullable;

/**
 * Carries what the filter found out about a request to the endpoint of its WebSocket.
 *
 * <p>The standard has no way from a servlet request to a handshake, but every server does both on
 * one thread, and gives each connection user properties of its own.
 */
public final class Handshake extends ServerEndpointConfig.Configurator {
  private static final String ASK = Ask.class.getName();
  private static final ThreadLocal<@Nullable Ask> CURRENT = new ThreadLocal<>();

  /** Something that the filter does with a request. */
  @FunctionalInterface
  public interface Step {
    /** Does it. */
    void run() throws IOException, ServletException;
  }

  /** Runs the rest of the filter chain, with {@code ask} known to a handshake in it. */
  public static void with(Ask ask, Step rest) throws IOException, ServletException {
    CURRENT.set(ask);
    try {
      rest.run();
    } finally {
      CURRENT.remove();
    }
  }

  /** By the letter, see {@link org.fanfare.transport.Quirk#IGNORES_THE_CASE_OF_SUBPROTOCOLS}. */
  @Override
  public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
    return HeaderTokens.of(requested).filter(supported::contains).findFirst().orElse("");
  }

  /**
   * No handshake goes on that the filter has not let in. It is refused with 403, or handed to the
   * servlet ({@link org.fanfare.transport.Quirk#HANDS_ON_REFUSED_ORIGINS}).
   */
  @Override
  public boolean checkOrigin(String originHeaderValue) {
    return CURRENT.get() != null;
  }

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    Ask ask = CURRENT.get();
    if (ask != null) {
      config.getUserProperties().put(ASK, ask);
    }
  }

  /** What the request of this connection asked for; empty if the filter did not let it in. */
  static Optional<Ask> ask(Map<String, Object> userProperties) {
    return userProperties.get(ASK) instanceof Ask ask ? Optional.of(ask) : Optional.empty();
  }
}
