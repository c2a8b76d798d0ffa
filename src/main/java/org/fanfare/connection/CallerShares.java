package org.fanfare.connection;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * What each caller has of the things that all callers share, so that none takes everything. A
 * stranger, of whom only an address is known, also leaves a part of each pool to the others.
 *
 * <p>A caller is known only while it has something. So there are never more callers than the pools
 * allow things, and nobody fills this memory with names. Safe for use by any thread; nothing
 * blocks. Taking or giving back costs one look-up of the caller.
 */
public final class CallerShares {
  private final Map<Pool, PoolBounds> bounds = new EnumMap<>(Pool.class);
  private final Map<Pool, AtomicLong> strangers = new EnumMap<>(Pool.class);
  private final ConcurrentHashMap<String, Share> callers = new ConcurrentHashMap<>();

  /** What one caller has. It changes under the map's lock for the caller's name alone. */
  private static final class Share {
    private final Map<Pool, AtomicLong> held = new EnumMap<>(Pool.class);
    private int places;

    Share() {
      for (Pool pool : Pool.values()) {
        held.put(pool, new AtomicLong());
      }
    }

    AtomicLong of(Pool pool) {
      return Objects.requireNonNull(held.get(pool), "each pool is counted");
    }
  }

  /** Creates shares that nobody has anything of; a pool without bounds is not divided. */
  public CallerShares(Map<Pool, PoolBounds> bounds) {
    for (Pool pool : Pool.values()) {
      this.bounds.put(pool, bounds.getOrDefault(pool, PoolBounds.NONE));
      strangers.put(pool, new AtomicLong());
    }
  }

  /** Returns shares that refuse nobody. */
  public static CallerShares undivided() {
    return new CallerShares(Map.of());
  }

  /** Returns a place that has nothing yet, for what a caller takes of a pool bit by bit. */
  public CallerPlace open(Whose whose, Pool pool) {
    return new CallerPlace(this, whose, pool);
  }

  /**
   * Returns the problem with which a caller is refused that wants {@code amount} more of a pool
   * now; null if it may have that.
   */
  public @Nullable Problem refusal(Whose whose, Pool pool, long amount) {
    Share share = callers.get(whose.name());
    long held = share == null ? 0 : share.of(pool).get(); // may be a moment old
    return refusal(whose, pool, held, amount);
  }

  private @Nullable Problem refusal(Whose whose, Pool pool, long held, long amount) {
    PoolBounds bound = boundsOf(pool);
    if (amount > bound.each() - held) {
      return new Problem(
          Status.SHARE_USED,
          "one caller has at most %d %s at a time (fanfare.per-caller.%s): %s"
              .formatted(bound.each(), pool.what(), pool.word(), pool.remedy()));
    }
    if (whose.stranger() && amount > bound.strangers() - ofStrangers(pool).get()) {
      return isLeftToOthers(pool);
    }
    return null;
  }

  private static Problem isLeftToOthers(Pool pool) {
    return new Problem(
        pool.full(),
        "what is left of %s is for callers with a key or a login (fanfare.per-caller.reserved-percent)"
            .formatted(pool.total()));
  }

  /**
   * Takes for a place; returns null, or why it may not have that: then nothing is taken.
   *
   * @param amount more than 0
   */
  @Nullable Problem take(CallerPlace place, long amount) {
    AtomicReference<@Nullable Problem> problem = new AtomicReference<>();
    callers.compute(
        place.whose().name(),
        (name, known) -> {
          Share share = known == null ? new Share() : known;
          problem.set(take(share, place, amount));
          return share.places == 0 ? null : share;
        });
    return problem.get();
  }

  private @Nullable Problem take(Share share, CallerPlace place, long amount) {
    Pool pool = place.pool();
    Problem problem = refusal(place.whose(), pool, share.of(pool).get(), amount);
    if (problem != null) {
      return problem;
    }
    if (place.whose().stranger()) {
      long most = boundsOf(pool).strangers();
      long before = ofStrangers(pool).getAndUpdate(now -> amount > most - now ? now : now + amount);
      if (amount > most - before) { // others have taken meanwhile
        return isLeftToOthers(pool);
      }
    }
    share.of(pool).addAndGet(amount);
    share.places += place.held() == 0 ? 1 : 0;
    return null;
  }

  /** Gives back what a place has taken. */
  void giveBack(CallerPlace place, long amount) {
    Pool pool = place.pool();
    if (place.whose().stranger()) { // first: all of them never have more than each has
      ofStrangers(pool).addAndGet(-amount);
    }
    callers.computeIfPresent(
        place.whose().name(),
        (name, share) -> {
          share.of(pool).addAndGet(-amount);
          share.places -= place.held() == amount ? 1 : 0;
          return share.places == 0 ? null : share;
        });
  }

  /** Returns the number of callers that have something. */
  public int count() {
    return callers.size();
  }

  /** Returns how much of a pool all strangers have together. */
  public long ofStrangersNow(Pool pool) {
    return ofStrangers(pool).get();
  }

  /** Returns how a pool is divided. */
  public PoolBounds boundsOf(Pool pool) {
    return Objects.requireNonNull(bounds.get(pool), "each pool has bounds");
  }

  private AtomicLong ofStrangers(Pool pool) {
    return Objects.requireNonNull(strangers.get(pool), "each pool is counted");
  }
}
