package org.fanfare.consumer.test;

import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a connection of a test: a WebSocket alone, or a session with what carries
 * it. Called on the test's thread, in its calls.
 */
interface TestLink {
  /** Returns the subprotocol that the consumer has chosen; empty if it chose none. */
  String subprotocol();

  /** Sends a message, or keeps it until it can be sent. */
  void send(Message message);

  /** What carries it breaks, which the server notices at once. */
  void breaks();

  /** A session goes on over another transport. */
  void comesBackOver(Transport transport);

  /** The client ends it. */
  void closes();

  /** The client reads so many bytes in each second from now on; null for as many as there are. */
  void reads(@Nullable Integer bytesEachSecond);

  /** Returns whether nothing carries it now, and it may go on. */
  boolean isBroken();

  /** Returns why it has ended, as the client knows; null if it has not. */
  @Nullable Ended ended();
}
