package org.fanfare.session;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fanfare.connection.Outlet;
import org.fanfare.protocol.Encoder;

/**
 * What a request for a WebSocket opens after it was admitted: the transport answers the handshake,
 * and then calls {@link #open}, or {@link #abandon} if the handshake fails. Safe for use by any
 * thread; nothing blocks.
 */
public interface SocketOpening {
  /** Returns the subprotocols on which the two sides can agree; the client's order decides. */
  Set<String> subprotocols();

  /**
   * Completes when it is known where the client begins. What is published after the handshake was
   * answered must not be missed, so a transport that can answers it only then.
   */
  CompletionStage<?> ready();

  /**
   * Begins the session. Called once, when the transport is open.
   *
   * @param subprotocol that on which the two sides have agreed; empty if there is none
   * @param outlet makes the transport's end for what is encoded
   */
  SocketSession open(String subprotocol, Function<Encoder, Outlet> outlet);

  /** The transport does not open, or it is not known to; does nothing after {@link #open}. */
  void abandon();
}
