package org.fanfare.redis;

import org.fanfare.log.Position;
import org.jspecify.annotations.Nullable;

/** What was heard of a log while it was being read. Used on the loop. */
final class Heard {
  private @Nullable Position last;
  private boolean isOfSeveralEpochs;

  void note(Position position) {
    if (last == null) {
      last = position;
    } else if (!last.epoch().equals(position.epoch())) {
      isOfSeveralEpochs = true;
    } else if (position.offset() > last.offset()) {
      last = position;
    }
  }

  void clear() {
    last = null;
    isOfSeveralEpochs = false;
  }

  /** Returns whether a copy has certainly passed all of it. */
  boolean isPassedBy(GroupCopy copy) {
    return !isOfSeveralEpochs && (last == null || copy.hasPassed(last));
  }
}
