package org.fanfare.transport;

import org.fanfare.connection.CloseReason;
import org.fanfare.connection.Outlet;
import org.fanfare.connection.Outlet.Written;
import org.fanfare.encoding.Encoded;
import org.fanfare.status.Problem;

/**
 * The transport's end of a connection: it takes what was encoded, and says when it is ready for
 * more. It knows no protocol, and decides nothing.
 *
 * <p>Called on the connection's shard as {@link Outlet} says: one write at a time, each of which
 * calls its {@code written} exactly once, on any thread, also before it returns. Nothing here may
 * block. What a write returns is how many bytes it gives, as nearly as it can tell.
 */
public interface Wire {
  /** Writes payloads, at least one. */
  long write(Encoded encoded, Written written);

  /**
   * Lets the client know that it has begun, where its protocol has no words for that and the wire
   * has not done so yet.
   */
  default long begin(Written written) {
    written.done(true);
    return 0;
  }

  /**
   * Writes a ping, then payloads, if there are any. A wire without pings leaves it out.
   *
   * @param mark what the ping carries: the answer has the same
   */
  long ping(long mark, Encoded beside, Written written);

  /**
   * Says why the connection cannot begin; where the end itself says it there is nothing to write.
   *
   * @param retryMillis the delay after which the client should come back
   */
  long refuse(Problem problem, long retryMillis, Written written);

  /** Whether the server may keep what it was given, without bound, see {@link Outlet}. */
  default boolean keepsWrites() {
    return false;
  }

  /** Ends the transport, whether or not a write is outstanding; called once. */
  void close(CloseReason reason);
}
