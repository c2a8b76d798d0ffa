package org.fanfare.connection;

import org.fanfare.status.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What one user of a {@link Pool} has of its caller's share: one connection, one body, or the bytes
 * of one message. It must be {@linkplain #release released}. Safe for use by any thread.
 */
public final class CallerPlace {
  private final CallerShares shares;
  private final Whose whose;
  private final Pool pool;
  private long held; // guarded by this
  private boolean released; // guarded by this

  CallerPlace(CallerShares shares, Whose whose, Pool pool) {
    this.shares = shares;
    this.whose = whose;
    this.pool = pool;
  }

  Whose whose() {
    return whose;
  }

  Pool pool() {
    return pool;
  }

  /** Returns how much it has, for {@link CallerShares}, which asks while this changes. */
  synchronized long held() {
    return held;
  }

  /**
   * Takes more, or gives back if {@code amount} is negative. Returns null, or the problem with
   * which the caller is refused; then nothing has changed. After {@link #release} it takes nothing,
   * and refuses nothing.
   */
  public synchronized @Nullable Problem take(long amount) {
    if (released || amount == 0) {
      return null;
    }
    if (amount < 0) {
      shares.giveBack(this, -amount);
    } else {
      Problem problem = shares.take(this, amount);
      if (problem != null) {
        return problem;
      }
    }
    held += amount;
    return null;
  }

  /** Gives everything back, for good. Idempotent. */
  public synchronized void release() {
    take(-held);
    released = true;
  }
}
