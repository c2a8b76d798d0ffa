package org.fanfare.redis;

import org.fanfare.log.Position;
import org.jspecify.annotations.Nullable;

/** What was heard of a log while it was being read. Used on the loop. */
final class Heard {
  private @Nullable Position last;
  private boolean isUnclear; // several epochs, or something that is no entry

  void note(Position position) {
    if (last == null) {
      last = position;
    } else if (!last.epoch().equals(position.epoch())) {
      isUnclear = true;
    } else if (position.offset() > last.offset()) {
      last = position;
    }
  }

  /** Something was heard that does not say where the log is. */
  void noteAnything() {
    isUnclear = true;
  }

  void clear() {
    last = null;
    isUnclear = false;
  }

  /** Returns whether a copy has certainly passed all of it. */
  boolean isPassedBy(GroupCopy copy) {
    return !isUnclear && (last == null || copy.hasPassed(last));
  }
}
