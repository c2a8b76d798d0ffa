package org.fanfare.consumer.run;

import org.fanfare.connection.Ended;
import org.fanfare.log.Gap;
import org.fanfare.log.Publication;

/** Something for which a callback of a connection is called. Immutable. */
sealed interface Event {
  /**
   * A text that the client sent.
   *
   * @param text the message
   */
  record Text(String text) implements Event {}

  /**
   * Bytes that the client sent.
   *
   * @param bytes the message; not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Bytes(byte[] bytes) implements Event {}

  /** There may be messages in the mailbox of the connection's channel. */
  record Mail() implements Event {}

  /**
   * A publication of a joined group.
   *
   * @param publication the publication
   */
  record Published(Publication publication) implements Event {}

  /**
   * Publications of a joined group are missing.
   *
   * @param gap which
   */
  record Missed(Gap gap) implements Event {}

  /**
   * A timer is due, or code of the application wants to run in the order of the callbacks.
   *
   * @param name what it is, for the log
   * @param run what to run
   */
  record Task(String name, Runnable run) implements Event {}

  /**
   * The connection has ended.
   *
   * @param why why
   */
  record End(Ended why) implements Event {}
}
