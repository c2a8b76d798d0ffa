package org.fanfare.boot;

import java.util.EnumMap;
import java.util.Map;
import org.fanfare.connection.CallerShares;
import org.fanfare.connection.Pool;
import org.fanfare.connection.PoolBounds;
import org.fanfare.layer.LayerLimits;
import org.fanfare.settings.Settings;
import org.fanfare.transport.UnfinishedTotal;

/** Divides what all callers share, as the settings say. Pure functions. */
final class CallerBounds {
  /** The number of sessions for each connection that there may be: most are carried. */
  private static final long SESSIONS = 2;

  private CallerBounds() {}

  /** Returns the shares of callers, of which nobody has anything. */
  static CallerShares of(Settings settings) {
    Settings.Limits limits = settings.limits();
    Settings.PerCaller each = settings.perCaller();
    Map<Pool, PoolBounds> bounds = new EnumMap<>(Pool.class);
    bounds.put(Pool.CONNECTIONS, bounds(each, each.connections(), limits.connections()));
    bounds.put(Pool.SESSIONS, bounds(each, each.sessions(), SESSIONS * limits.connections()));
    bounds.put(Pool.BODIES, bounds(each, each.bodies(), limits.publishing()));
    long total = UnfinishedTotal.atLeast(limits.begunTotal(), limits.messageMaxSize());
    PoolBounds begun = bounds(each, each.begunBytes(), total);
    bounds.put(
        Pool.BEGUN_BYTES,
        new PoolBounds(
            UnfinishedTotal.atLeast(begun.each(), limits.messageMaxSize()), begun.strangers()));
    return new CallerShares(bounds);
  }

  /** Returns the bounds of keys that are remembered. */
  static LayerLimits.Keys keys(Settings settings) {
    Settings.Idempotency all = settings.idempotency();
    Settings.PerCaller each = settings.perCaller();
    return new LayerLimits.Keys(
        all.keys(),
        all.bytes(),
        all.age(),
        (int) each.of(each.keys(), all.keys()),
        each.reservedPercent());
  }

  private static PoolBounds bounds(Settings.PerCaller each, long most, long total) {
    return new PoolBounds(each.of(most, total), each.ofStrangers(total));
  }
}
