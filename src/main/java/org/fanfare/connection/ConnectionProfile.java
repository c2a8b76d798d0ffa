package org.fanfare.connection;

/**
 * What a transport can show, and how long it lasts: all that a connection needs to know of it.
 *
 * @param transport how bytes leave
 * @param showsGaps whether a gap can be told; a face that cannot is ended where there would be one
 * @param answersBeats whether the client proves that it lives, and is ended when it does not
 * @param once whether the first thing told is the last
 */
public record ConnectionProfile(
    Transport transport, boolean showsGaps, boolean answersBeats, boolean once) {
  /** A WebSocket without a subprotocol: a frame is the message. */
  public static final ConnectionProfile BARE =
      new ConnectionProfile(Transport.WEBSOCKET, false, true, false);

  /** A WebSocket with the subprotocol {@code fanfare}. */
  public static final ConnectionProfile FRAMED =
      new ConnectionProfile(Transport.WEBSOCKET, true, true, false);

  /** A stream of events. */
  public static final ConnectionProfile STREAM =
      new ConnectionProfile(Transport.SSE, true, false, false);

  /** One waiting request. */
  public static final ConnectionProfile POLL =
      new ConnectionProfile(Transport.POLL, true, false, true);
}
