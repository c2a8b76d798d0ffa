package org.fanfare.connection;

/**
 * What a connection needs to know about its transport and protocol.
 *
 * @param transport how bytes leave
 * @param showsGaps whether gaps can be represented; if not, the connection is ended where a gap
 *     would be sent
 * @param answersBeats whether the client answers heartbeats, and is ended if it does not
 * @param once whether the connection ends after the first content other than {@link Outgoing.Hello}
 */
public record ConnectionProfile(
    Transport transport, boolean showsGaps, boolean answersBeats, boolean once) {
  /** A WebSocket without a subprotocol: each frame is one message. */
  public static final ConnectionProfile BARE =
      new ConnectionProfile(Transport.WEBSOCKET, false, true, false);

  /**
   * A WebSocket with the subprotocol {@code fanfare}, or with one that the application supplies.
   */
  public static final ConnectionProfile FRAMED =
      new ConnectionProfile(Transport.WEBSOCKET, true, true, false);

  /** An endless HTTP response, such as Server-Sent Events. */
  public static final ConnectionProfile STREAM =
      new ConnectionProfile(Transport.SSE, true, false, false);

  /** An endless HTTP response that carries messages and nothing else, so that it shows no gap. */
  public static final ConnectionProfile PLAIN_STREAM =
      new ConnectionProfile(Transport.SSE, false, false, false);

  /** One waiting request of a long-poll. */
  public static final ConnectionProfile POLL =
      new ConnectionProfile(Transport.POLL, true, false, true);
}
