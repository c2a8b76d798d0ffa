package org.fanfare.consumer;

import org.fanfare.connection.Ended;
import org.fanfare.log.Gap;

/**
 * Handles one connection. Each connection has an instance of its own, so plain fields are its
 * state; the class has a {@link Route}.
 *
 * <p>Callbacks of a connection are called one at a time and in order: {@link #connect}, then the
 * methods with {@link FromClient} and {@link FromLayer} and its timers, then {@link #disconnect}.
 * Each sees what the one before has written. They may block: each holds one of {@code
 * fanfare.consumers.threads} threads of the container while it runs, and nothing else. They have
 * the application's class loader and names, the caller's identity as the container carries it, a
 * request context of CDI of their own, and no transaction.
 *
 * <p>An exception or error of {@code connect} refuses the connection. One of {@code disconnect} is
 * logged. Any other goes to {@link #failed}.
 */
public interface Consumer {
  /**
   * Is called before the client is accepted, on the thread of its request; an injected {@code
   * HttpServletRequest} works here only. To refuse the client, throw {@link Connection#refuse}.
   *
   * <p>It may be called twice for one attempt of a client: a browser does not see why a WebSocket
   * was refused, so a client of a session, such as {@code fanfare.js}, asks again over HTTP. Do not
   * count attempts here.
   */
  default void connect(Connection client) throws Exception {}

  /**
   * Is called when publications of a joined group are missing, before those that follow. By default
   * it ends the connection with {@link Ended#gap}.
   */
  default void missed(Gap gap, Connection client) throws Exception {
    client.end(Ended.gap(gap));
  }

  /**
   * Is called after a callback threw {@code failure}. If this returns, the connection goes on; if
   * it throws, as it does by default, the connection ends with {@link Ended#ERROR}, and the failure
   * is logged. Mistakes of the client, such as a message that is not JSON, are told to the client
   * and never come here.
   *
   * @param failure the exception; for an {@link Error}, such as a {@link StackOverflowError}, an
   *     {@link java.util.concurrent.ExecutionException} whose cause it is
   */
  default void failed(Exception failure, Connection client) throws Exception {
    throw failure;
  }

  /** Is called once, last, for every connection whose {@link #connect} returned. */
  default void disconnect(Ended why, Connection client) throws Exception {}
}
