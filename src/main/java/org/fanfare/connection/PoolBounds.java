package org.fanfare.connection;

/**
 * How a {@link Pool} is divided. Its total is bounded elsewhere.
 *
 * @param each the most that one caller may have of it, at least 1
 * @param strangers the most that all {@linkplain Whose#stranger strangers} may have together, at
 *     least 1; the rest is for callers with a key or a login
 */
public record PoolBounds(long each, long strangers) {
  /** The bounds of a pool that is not divided. */
  public static final PoolBounds NONE = new PoolBounds(Long.MAX_VALUE, Long.MAX_VALUE);

  /** Throws {@link IllegalArgumentException} for a bound below 1. */
  public PoolBounds {
    if (each < 1 || strangers < 1) {
      throw new IllegalArgumentException("bounds are at least 1: " + each + ", " + strangers);
    }
  }
}
