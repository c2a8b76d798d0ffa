package org.fanfare.session;

import org.fanfare.connection.CallerPlace;
import org.fanfare.connection.ClientConnection;

/**
 * The session of a WebSocket on the group URL: its connection, whose readers are being opened, and
 * the inbox for its client's messages.
 *
 * @param begun what its caller may have of the bytes of messages that are not whole
 */
public record SocketSession(ClientConnection connection, Inbox inbox, CallerPlace begun) {
  /** The name of the subprotocol with JSON frames. */
  public static final String SUBPROTOCOL = "fanfare";
}
