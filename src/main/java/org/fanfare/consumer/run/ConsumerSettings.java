package org.fanfare.consumer.run;

import java.time.Duration;

/**
 * The bounds of consumers' connections.
 *
 * @param threads the most callbacks of the node that run at one time
 * @param slow how long a callback may take before it is counted and logged
 * @param maxMessage the most bytes of a message, either way
 * @param grace how long a session lives without a connection
 * @param opening how long after {@code connect} the transport may take to open
 */
public record ConsumerSettings(
    int threads, Duration slow, int maxMessage, Duration grace, Duration opening) {
  /** The most messages that wait for callbacks of one connection. */
  static final int INBOX_MESSAGES = 256;

  /** The most bytes of the messages that wait for callbacks of one connection. */
  static final int INBOX_BYTES = 256 * 1024;

  /** The number of messages to a client from which no further callback begins. */
  static final int OUTGOING_MESSAGES = 100;

  /** The bytes of messages to a client from which no further callback begins. */
  static final int OUTGOING_BYTES = 256 * 1024;

  /** The number of messages to a client with which its connection ends. */
  static final int OUTGOING_MOST_MESSAGES = 1_000;

  /** The bytes of messages to a client with which its connection ends. */
  static final int OUTGOING_MOST_BYTES = 1024 * 1024;

  /** The most groups of one connection. */
  static final int GROUPS = 16;

  /** The most timers of one connection. */
  static final int TIMERS = 100;

  /** The most tasks of {@code execute} that wait on one connection; beyond them it ends. */
  static final int TASKS = 1000;

  /** The most problems that a client is told in a minute. */
  static final int PROBLEMS_IN_A_MINUTE = 100;
}
