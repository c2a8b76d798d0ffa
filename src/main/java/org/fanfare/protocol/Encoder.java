package org.fanfare.protocol;

import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;
import org.fanfare.status.Problem;

/**
 * How a protocol says what a connection has to tell, whatever carries it. Safe for use by any
 * thread.
 *
 * <p>Each method returns what to send, which is {@link Encoded#NOTHING} where the protocol has no
 * words for it. What all clients at one place are told, a {@link Outgoing.Publications}, is encoded
 * once: its slice keeps it.
 */
public interface Encoder extends Outgoing.Visitor<Encoded> {
  /** The media type of what it makes, for a wire that names one. */
  String contentType();

  /** Nothing is asked in words: a wire that has pings sends one. */
  @Override
  default Encoded ping(Outgoing.Ping ping) {
    return Encoded.NOTHING;
  }

  /** Nothing here: {@link #refused} knows why. */
  @Override
  default Encoded refusal(Outgoing.Refusal refusal) {
    return Encoded.NOTHING;
  }

  /**
   * Why the connection cannot begin; {@link Encoded#NOTHING} leaves it to the wire, which closes
   * with a code or answers with a status.
   *
   * @param retryMillis the delay after which the client should come back
   */
  Encoded refused(Problem problem, long retryMillis);
}
