package org.fanfare.session;

import org.fanfare.connection.ClientConnection;

/**
 * The session of a socket on the group URL: its connection, which has begun to open what it reads,
 * and what is done with its client's messages.
 *
 * @param connection the connection
 * @param inbox what is done with messages
 */
public record GroupSession(ClientConnection connection, Inbox inbox) {
  /** The subprotocol of JSON frames. */
  public static final String SUBPROTOCOL = "fanfare";
}
