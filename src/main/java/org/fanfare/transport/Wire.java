package org.fanfare.transport;

import org.fanfare.connection.Ended;
import org.fanfare.connection.Outlet;
import org.fanfare.connection.Outlet.Written;
import org.fanfare.encoding.Encoded;
import org.fanfare.status.Problem;

/**
 * The transport's side of a connection: it takes encoded bytes and says when it is ready for more.
 * It knows no protocol and makes no decisions.
 *
 * <p>It is called on the connection's shard, under the rules of {@link Outlet}: one write at a
 * time. Each method with a parameter {@code written} calls it exactly once, on any thread, possibly
 * before it returns. No method may block. The methods that write return the number of bytes that
 * they pass on, as precisely as the transport knows it.
 */
public interface Wire {
  /** Writes the payloads, of which there is at least one. */
  long write(Encoded encoded, Written written);

  /**
   * Shows the client that the connection has begun. Called if the protocol has no representation of
   * that. By default it does nothing, for transports that have shown it already.
   */
  default long begin(Written written) {
    written.done(true);
    return 0;
  }

  /**
   * Writes a ping, then the payloads, if there are any. A transport without pings writes only the
   * payloads.
   *
   * @param mark the content of the ping, which its pong repeats
   */
  long ping(long mark, Encoded beside, Written written);

  /**
   * Tells the client why the connection cannot begin. A transport that says so when it closes
   * writes nothing here.
   *
   * @param retryMillis the delay in milliseconds after which the client should come back
   */
  long refuse(Problem problem, long retryMillis, Written written);

  /**
   * Returns whether the server may keep, without a bound, bytes that it was given; see {@link
   * Outlet#keepsWrites}.
   */
  default boolean keepsWrites() {
    return false;
  }

  /** Ends the transport, even if a write is outstanding. Called once. */
  void close(Ended reason);
}
