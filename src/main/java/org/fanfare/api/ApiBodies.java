package org.fanfare.api;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of requests to the API. They have a bound of their own, so that no back end
 * takes the memory in which messages of clients begin. Safe for use by any thread that may wait.
 */
public final class ApiBodies {
  /** The most bytes that all bodies take together: three of the largest. */
  public static final long TOTAL = 48L * 1024 * 1024;

  private final AtomicLong used = new AtomicLong();
  private final long total;
  private final Duration timeout;
  private final LongSupplier nanos;

  /**
   * Creates the bodies of a node; none is read yet.
   *
   * @param total the most bytes that they take together
   * @param timeout the time within which a body must be complete
   * @param nanos the time, in nanoseconds
   */
  public ApiBodies(long total, Duration timeout, LongSupplier nanos) {
    this.total = total;
    this.timeout = timeout;
    this.nanos = nanos;
  }

  /**
   * Reads a body, which must be closed when the request is answered.
   *
   * @param coding the header {@code Content-Encoding}; null if there is none
   * @param most the maximum size, in bytes
   * @throws org.fanfare.status.ProblemException if the body is too large, is coded, breaks off, is
   *     not complete in time, or finds no room
   */
  public RequestBody read(InputStream body, @Nullable String coding, long most) {
    return new RequestBody(this, body, coding, most);
  }

  /** Takes memory for a part of a body; returns false if there is no room for it. */
  boolean take(long bytes) {
    if (used.addAndGet(bytes) <= total) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  /** Gives memory back. */
  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Returns how many bytes the bodies take. */
  long used() {
    return used.get();
  }

  /** Returns when a body that begins now must be complete, in nanoseconds. */
  long deadline() {
    return nanos.getAsLong() + timeout.toNanos();
  }

  boolean isLate(long deadline) {
    return nanos.getAsLong() - deadline > 0;
  }

  Duration timeout() {
    return timeout;
  }
}
