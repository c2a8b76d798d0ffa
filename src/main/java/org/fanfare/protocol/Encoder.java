package org.fanfare.protocol;

import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;
import org.fanfare.status.Problem;

/**
 * Encodes the outgoing content of a connection in a protocol, independent of the transport. Safe
 * for use by any thread.
 *
 * <p>Each method returns what to send, or {@link Encoded#NOTHING} if the protocol has no
 * representation for it. {@link Outgoing.Publications}, which are sent to all clients at one
 * position, are encoded once: their slice keeps the result.
 */
public interface Encoder extends Outgoing.Visitor<Encoded> {
  /** Returns the media type of the encoded content, for transports that send one. */
  String contentType();

  /** Returns nothing by default: a transport that has pings sends one. */
  @Override
  default Encoded ping(Outgoing.Ping ping) {
    return Encoded.NOTHING;
  }

  /** Returns nothing by default: {@link #refused} encodes the reason. */
  @Override
  default Encoded refusal(Outgoing.Refusal refusal) {
    return Encoded.NOTHING;
  }

  /**
   * Encodes the reason why a connection cannot begin. {@link Encoded#NOTHING} leaves that to the
   * transport, which closes with a code or answers with a status.
   *
   * @param retryMillis the delay in milliseconds after which the client should come back
   */
  Encoded refused(Problem problem, long retryMillis);
}
