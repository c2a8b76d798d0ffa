package org.fanfare.consumer.run;

import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.fanfare.message.Message;

/**
 * The way from a consumer's connection to its client: one transport's connection, or a session that
 * moves between several. Safe for use by any thread.
 */
interface Link {
  /** Is told once that the connection has ended; on any thread. */
  @FunctionalInterface
  interface AtEnd {
    /** The connection has ended. */
    void ended(Ended why);
  }

  /** Makes the link of a connection. */
  @FunctionalInterface
  interface Maker {
    /** Makes it, with a client that is not there yet. */
    Link make(Callbacks callbacks, AtEnd atEnd);
  }

  /** Returns the transport that carries it now, or carried it last. */
  Transport transport();

  /** Returns whether messages are still sent. */
  boolean isOpen();

  /** Sends a message, and returns false if the connection has ended. */
  boolean send(Message message);

  /** Returns the number of messages that have not left or, in a session, are not acknowledged. */
  int waiting();

  /** Returns whether it is not a session that nothing carries. */
  boolean isCarried();

  /** Ends the connection, after what was sent before. */
  void end(Ended why);

  /** The transport never opens; does nothing if it has. */
  void abandon();
}
