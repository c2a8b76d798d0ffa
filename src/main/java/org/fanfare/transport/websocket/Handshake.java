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
 * Carries what the filter found out about a request to the endpoint of its WebSocket.
 *
 * <p>The standard has no way from a servlet request to a handshake, but every server does both on
 * one thread, and gives each connection user properties of its own.
 */
public final class Handshake extends ServerEndpointConfig.Configurator {
  private static final String LET_IN = Handshake.class.getName();
  private static final ThreadLocal<@Nullable Known> CURRENT = new ThreadLocal<>();

  /**
   * What the filter has let in.
   *
   * @param read what the request asks for
   * @param starts where it begins, which the layer may tell only after the handshake
   */
  record LetIn(GroupRequest.Read read, CompletionStage<StartPositions> starts) {}

  /** What is known to a handshake on this thread. */
  private record Known(LetIn letIn, Set<String> subprotocols) {}

  /** Something that the filter does with a request. */
  @FunctionalInterface
  public interface Step {
    /** Does it. */
    void run() throws IOException, ServletException;
  }

  /**
   * Runs the rest of the filter chain, with {@code read} known to a handshake in it.
   *
   * @param starts where it begins, which the layer may tell only after the handshake
   * @param subprotocols those that we speak
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

  /** By the letter, see {@link org.fanfare.transport.Quirk#IGNORES_THE_CASE_OF_SUBPROTOCOLS}. */
  @Override
  public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
    Known current = CURRENT.get();
    Collection<String> spoken = current == null ? supported : current.subprotocols;
    return HeaderTokens.of(requested).filter(spoken::contains).findFirst().orElse("");
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
    Known current = CURRENT.get();
    if (current != null) {
      config.getUserProperties().put(LET_IN, current.letIn);
    }
  }

  /** What the request of this connection asked for; empty if the filter did not let it in. */
  static Optional<LetIn> letIn(Map<String, Object> userProperties) {
    return userProperties.get(LET_IN) instanceof LetIn known
        ? Optional.of(known)
        : Optional.empty();
  }
}
