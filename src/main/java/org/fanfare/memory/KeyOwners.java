package org.fanfare.memory;

import java.util.HashMap;
import java.util.Map;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.PublishKey;
import org.fanfare.layer.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * How many of the keys that are remembered for the whole time each owner has. An owner is known
 * only while it has one. Used by one thread at a time, under the lock of {@link RememberedKeys}.
 */
final class KeyOwners {
  private final LayerLimits.Keys limits;
  private final Map<String, Integer> counts = new HashMap<>();
  private int strangers;
  private long strangersBytes;

  KeyOwners(LayerLimits.Keys limits) {
    this.limits = limits;
  }

  /** Returns why the owner of a publish may have no further key; null if it may. */
  @Nullable Refusal refusal(KeyedPublish publish) {
    PublishKey.Owner owner = publish.key().owner();
    if (owner == null) {
      return null;
    }
    if (counts.getOrDefault(owner.name(), 0) >= limits.each()) {
      return Refusal.KEYS_OF_CALLER;
    }
    boolean leavesSome =
        strangers < limits.ofStrangers(limits.count())
            && strangersBytes + publish.weight() <= limits.ofStrangers(limits.bytes());
    return owner.stranger() && !leavesSome ? Refusal.TOO_MANY_KEYS : null;
  }

  void added(KeyedPublish publish) {
    count(publish, 1);
  }

  void removed(KeyedPublish publish) {
    count(publish, -1);
  }

  private void count(KeyedPublish publish, int change) {
    PublishKey.Owner owner = publish.key().owner();
    if (owner == null) {
      return;
    }
    counts.merge(owner.name(), change, (a, b) -> a + b == 0 ? null : a + b);
    if (owner.stranger()) {
      strangers += change;
      strangersBytes += (long) change * publish.weight();
    }
  }
}
