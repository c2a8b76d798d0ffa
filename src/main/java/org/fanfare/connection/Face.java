package org.fanfare.connection;

/**
 * What a transport can show, and how long it lasts: all that a connection needs to know of it.
 *
 * @param transport how bytes leave
 * @param showsGaps whether a gap can be told; a face that cannot is ended where there would be one
 * @param answersBeats whether the client proves that it lives, and is ended when it does not
 * @param once whether the first thing told is the last
 */
public record Face(Transport transport, boolean showsGaps, boolean answersBeats, boolean once) {
  /** A WebSocket without a subprotocol: a frame is the message. */
  public static final Face BARE = new Face(Transport.WEBSOCKET, false, true, false);

  /** A WebSocket with the subprotocol {@code fanfare}. */
  public static final Face FRAMED = new Face(Transport.WEBSOCKET, true, true, false);

  /** A stream of events. */
  public static final Face STREAM = new Face(Transport.SSE, true, false, false);

  /** One waiting request. */
  public static final Face POLL = new Face(Transport.POLL, true, false, true);
}
