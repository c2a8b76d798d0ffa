package org.fanfare.consumer.test;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.fanfare.log.Epoch;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/** Which publications the layer of a test has lost after it accepted them. For one thread. */
final class LostPublications {
  private final Map<GroupName, Life> groups = new HashMap<>();

  /** One life of a group, as offsets begin again in the next. */
  private static final class Life {
    private final Epoch epoch;
    private final Set<Long> lost = new HashSet<>();
    private long newestLost;
    private long newestKept;

    Life(Epoch epoch) {
      this.epoch = epoch;
    }
  }

  /** A publication was accepted, and is lost or not. */
  void accepted(GroupName group, Position position, boolean lost) {
    Life known = life(group, position);
    if (known == null) {
      known = new Life(position.epoch());
      groups.put(group, known);
    }
    if (lost) {
      known.lost.add(position.offset());
      known.newestLost = position.offset();
    } else {
      known.newestKept = position.offset();
    }
  }

  private @Nullable Life life(GroupName group, Position position) {
    Life known = groups.get(group);
    return known == null || !known.epoch.equals(position.epoch()) ? null : known;
  }

  /** Returns whether something was lost after a position. */
  boolean isAnyAfter(GroupName group, Position position) {
    Life known = life(group, position);
    return known != null && known.newestLost > position.offset();
  }

  /** Returns whether all that came after a position was lost. */
  boolean isNothingKeptAfter(GroupName group, Position position) {
    Life known = life(group, position);
    return known != null && known.newestKept <= position.offset();
  }

  /** Returns whether the publication at a position was lost. */
  boolean isLost(GroupName group, Position position) {
    Life known = life(group, position);
    return known != null && known.lost.contains(position.offset());
  }
}
