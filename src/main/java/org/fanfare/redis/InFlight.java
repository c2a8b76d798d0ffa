package org.fanfare.redis;

import java.util.List;

/**
 * The requests on a link that are not answered yet, within a bound: a server that is slow must not
 * fill the memory of its nodes. Used on the loop.
 */
final class InFlight {
  /** The maximum number of requests. */
  static final int MOST = 10_000;

  /** The maximum of their bytes; a single request may exceed it. */
  static final long MOST_BYTES = 16L << 20;

  private int count;
  private long bytes;

  /** Returns the bytes of a request. */
  static long bytesOf(List<byte[]> arguments) {
    return arguments.stream().mapToLong(argument -> argument.length).sum();
  }

  /** A request begins, unless there is no room for it; returns whether it does. */
  boolean begins(long size) {
    if (count >= MOST || (count > 0 && bytes + size > MOST_BYTES)) {
      return false;
    }
    count++;
    bytes += size;
    return true;
  }

  /** A request that has begun has ended. */
  void ends(long size) {
    count--;
    bytes -= size;
  }
}
