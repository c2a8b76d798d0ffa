package org.fanfare.session;

import org.fanfare.connection.ClientConnection;

/**
 * The session of a WebSocket on the group URL: its connection, whose readers are being opened, and
 * the inbox for its client's messages.
 */
public record SocketSession(ClientConnection connection, Inbox inbox) {
  /** The name of the subprotocol with JSON frames. */
  public static final String SUBPROTOCOL = "fanfare";
}
