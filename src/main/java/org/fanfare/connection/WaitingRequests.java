package org.fanfare.connection;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests in the frames of one WebSocket that were read and are not answered yet. They have a
 * bound in number and in bytes, and a bound that all WebSockets share. One request is always let
 * in, so that the largest frame has room. Safe for use by any thread.
 */
public final class WaitingRequests {
  /** The approximate memory of a request beside its text, in bytes. */
  static final int EACH = 256;

  private final SocketBounds bounds;
  private final Total total;
  private int count; // guarded by this
  private long bytes; // guarded by this

  /** The bytes of all WebSockets. Safe for use by any thread. */
  static final class Total {
    private final AtomicLong bytes = new AtomicLong();
    private final long most;

    Total(long most) {
      this.most = most;
    }

    private boolean take(long weight) {
      long before = bytes.getAndAdd(weight);
      if (before > 0 && before + weight > most) {
        bytes.addAndGet(-weight);
        return false;
      }
      return true;
    }

    private void giveBack(long weight) {
      bytes.addAndGet(-weight);
    }

    long bytes() {
      return bytes.get();
    }
  }

  WaitingRequests(SocketBounds bounds, Total total) {
    this.bounds = bounds;
    this.total = total;
  }

  /** A request that waits for its answer. */
  public final class Waiting {
    private final long weight;
    private boolean over; // guarded by the requests

    private Waiting(long weight) {
      this.weight = weight;
    }

    /** It is answered, or is not going to be. Idempotent. */
    public void done() {
      synchronized (WaitingRequests.this) {
        if (over) {
          return;
        }
        over = true;
        count--;
        bytes -= weight;
      }
      total.giveBack(weight);
    }
  }

  /**
   * Takes a request of {@code size} characters or bytes; returns null if there is no room.
   *
   * @param refused is given what the WebSocket is to be closed with if there is no room
   */
  public @Nullable Waiting take(int size, Consumer<Ended> refused) {
    long weight = (long) size + EACH;
    Ended why = reserve(weight);
    if (why != null) {
      refused.accept(why);
      return null;
    }
    return new Waiting(weight);
  }

  private synchronized @Nullable Ended reserve(long weight) {
    if (count >= bounds.requests() || (count > 0 && bytes + weight > bounds.requestBytes())) {
      return Ended.TOO_MANY_REQUESTS;
    }
    if (!total.take(weight)) {
      return Ended.REQUEST_TOTAL;
    }
    count++;
    bytes += weight;
    return null;
  }
}
