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
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.fanfare.session.GroupRequest;
import org.fanfare.session.StartPositions;
import org.fanfare.transport.HeaderTokens;
import org.jspecify.annotations.Nullable;

/**
 * Passes the filter's decision about a request to the endpoint of its WebSocket.
 *
 * <p>The standard has no way to pass data from a servlet request to a handshake. But every server
 * processes both on one thread, and gives each connection user properties of its own.
 */
public final class Handshake extends ServerEndpointConfig.Configurator {
  private static final String LET_IN = Handshake.class.getName();
  private static final ThreadLocal<@Nullable Known> CURRENT = new ThreadLocal<>();

  /**
   * A request that the filter has admitted.
   *
   * @param read what the request asks for
   * @param starts where it begins; the layer may complete this only after the handshake
   */
  record LetIn(GroupRequest.Read read, CompletionStage<StartPositions> starts) {}

  /** What a handshake on this thread can use. */
  private record Known(LetIn letIn, Set<String> subprotocols) {}

  /** A step of the filter's work on a request. */
  @FunctionalInterface
  public interface Step {
    /** Runs the step. */
    void run() throws IOException, ServletException;
  }

  /**
   * Runs the rest of the filter chain, in which a handshake knows {@code read}.
   *
   * @param starts where it begins; the layer may complete this only after the handshake
   * @param subprotocols the subprotocols that the node supports
   */
  public static void with(
      GroupRequest.Read read,
      CompletionStage<StartPositions> starts,
      Set<String> subprotocols,
      Step rest)
      throws IOException, ServletException {
    CURRENT.set(new Known(new LetIn(read, starts), subprotocols));
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
    Known current = CURRENT.get();
    Collection<String> spoken = current == null ? supported : current.subprotocols;
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
    Known current = CURRENT.get();
    if (current != null) {
      config.getUserProperties().put(LET_IN, current.letIn);
    }
  }

  /**
   * Returns what the request of this connection asked for; empty if the filter did not admit it.
   */
  static Optional<LetIn> letIn(Map<String, Object> userProperties) {
    return userProperties.get(LET_IN) instanceof LetIn known
        ? Optional.of(known)
        : Optional.empty();
  }
}
