package org.fanfare.protocol;

import java.util.List;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/** A frame from the client of a session. Immutable. */
public sealed interface SessionFrame {
  /**
   * Messages of the client, and what it has received.
   *
   * @param messages the messages, in order; may be empty
   * @param ack the number up to which the client has received the server's messages; -1 if it does
   *     not say
   * @param cursor the client's position in the relayed groups; null if it does not say
   */
  record Up(List<Numbered> messages, long ack, @Nullable String cursor) implements SessionFrame {}

  /**
   * A message with its number.
   *
   * @param number its number among those of its direction, from 1
   * @param message the message
   */
  record Numbered(long number, Message message) {}

  /**
   * The client ends the session.
   *
   * @param code the code of the close
   * @param reason the reason; may be empty
   */
  record Close(int code, String reason) implements SessionFrame {}

  /**
   * The client goes on with a session, over this connection.
   *
   * @param session the session's id
   * @param ack the number up to which the client has received the server's messages
   * @param cursor the client's position in the relayed groups; null if it has none
   */
  record Resume(String session, long ack, @Nullable String cursor) implements SessionFrame {}
}
