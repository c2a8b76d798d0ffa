package org.fanfare.consumer;

import java.time.Duration;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Start;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * One client of a {@link Consumer}.
 *
 * <p>Safe for use by any thread, at any time, also outside callbacks. A client that went away is
 * never an exception: after the end the methods that send answer false, {@code relay}, {@code join}
 * and timers do nothing, and {@code publish} and {@code sendTo} still work.
 *
 * <p>Messages that callbacks send arrive in the order of the calls. What is sent in {@link
 * Consumer#connect} comes first. Relayed publications come in the order of their offsets; between
 * those and messages that are sent no order is promised, except that a client does not receive a
 * publication before what the publishing callback had sent to it earlier.
 */
public interface Connection {
  /** Returns what is known of the request that opened the connection. */
  Scope scope();

  /**
   * Returns the name of its channel, which cannot be guessed. Whoever has it may send to this
   * connection; messages go to the methods with {@link FromLayer}.
   */
  ChannelName channel();

  /** Returns the transport that carries it now. */
  Transport transport();

  /** Returns whether it has not ended. */
  boolean isOpen();

  /**
   * Chooses a subprotocol, which the client must have offered and the {@link Route} must list. If
   * this is not called, none is chosen.
   *
   * @throws IllegalArgumentException if it was not offered, or is not listed
   * @throws IllegalStateException after {@link Consumer#connect}
   */
  void accept(String subprotocol);

  /**
   * Returns an exception that refuses the connection when {@link Consumer#connect} throws it.
   *
   * @param status an HTTP status from 400 to 599, but not 426
   * @param code one to forty characters of {@code a-z 0-9 -}; the client finds it in the problem. A
   *     client of a session, such as {@code fanfare.js}, may tell its page by a close with the code
   *     4000 + status, and this as its reason
   * @param detail what was wrong and what would be right; the client sees it
   * @throws IllegalStateException after {@code connect}
   */
  Refused refuse(int status, String code, String detail);

  /** Sends a text to the client; returns false if the connection has ended. */
  boolean send(String text);

  /** Sends bytes to the client; returns false if the connection has ended. */
  boolean send(byte[] bytes);

  /**
   * Sends a typed message to the client: a JSON object with {@code type} as its first member,
   * {@code "type"}, and then the members that JSON-B makes of {@code body}; null has none. Returns
   * false if the connection has ended.
   *
   * @throws IllegalArgumentException if JSON-B makes no object of it, or one with a member {@code
   *     "type"}
   */
  boolean send(String type, @Nullable Object body);

  /**
   * Sends the JSON that JSON-B makes of {@code body}; returns false if the connection has ended.
   */
  boolean sendJson(Object body);

  /** Ends the connection with the code 1000, after what was sent before. */
  void close();

  /**
   * Ends the connection, after what was sent before.
   *
   * <p>Codes from 4001 to 4007 and from 4400 to 4599 have a meaning for clients of Fanfare: after
   * 4404 or 4421, that of a session opens a new one, and so would come back for ever.
   *
   * @param code 1000, or 3000 to 4999; better none of these
   * @param reason at most 123 bytes of UTF-8
   * @throws IllegalArgumentException if a browser would not take them
   */
  void close(int code, String reason);

  /** Ends the connection for a reason of ours, after what was sent before. */
  void end(Ended why);

  /**
   * Sends a group's publications straight to the client, with no code for each. When this returns,
   * everything that is published later will be delivered or named in a gap. Of two calls for a
   * group the first counts.
   *
   * @throws Refused if there is no room for the group, or the connection has 16 groups already
   */
  void relay(GroupName group, Start from);

  /**
   * Gives a group's publications to the methods of the consumer with {@link FromLayer}, in the
   * order of their offsets; otherwise like {@link #relay}.
   */
  void join(GroupName group, Start from);

  /** Ends {@link #relay} or {@link #join} of a group. */
  void leave(GroupName group);

  /**
   * Publishes to a group. The rights of rules bind clients, not the code of the application.
   *
   * @throws Refused if a bound would be passed; nothing is published then
   * @throws org.fanfare.layer.LayerException if the layer fails; it says whether the message may be
   *     published nevertheless
   */
  Receipt publish(GroupName group, Message message);

  /** Publishes a typed message, as {@link #send(String, Object)} makes it. */
  Receipt publish(GroupName group, String type, @Nullable Object body);

  /**
   * Sends a typed message to a channel; returns false if nobody has it, or has it any more.
   *
   * @throws Refused if its mailbox is full
   */
  boolean sendTo(ChannelName channel, String type, @Nullable Object body);

  /**
   * Runs {@code then} once, after a delay, in the order of the callbacks and never at the same time
   * as one. It ends with the connection.
   *
   * @throws IllegalStateException if the connection has 100 timers already
   */
  Ticking after(Duration delay, Runnable then);

  /** Runs {@code then} again and again, each time a period after the last. See {@link #after}. */
  Ticking every(Duration period, Runnable then);

  /**
   * Runs {@code now} in the order of the callbacks; for other threads of the application. If 1,000
   * wait already, since a callback takes long or the client does not read, the connection ends with
   * {@link Ended#SLOW} instead.
   */
  void execute(Runnable now);
}
