package org.fanfare.fanout;

import org.fanfare.log.GroupLog;
import org.jspecify.annotations.Nullable;

/**
 * One life of a group on this node: its log and, once the life has ended, the life that follows.
 * Safe for use by any thread.
 */
final class Life {
  private final GroupLog log;
  private volatile @Nullable Life next;

  Life(GroupLog log) {
    this.log = log;
  }

  GroupLog log() {
    return log;
  }

  /**
   * Returns the life that follows; null while this one lasts. Once there is one, nothing is
   * appended to the log any more.
   */
  @Nullable Life next() {
    return next;
  }

  void end(Life following) {
    next = following;
  }

  /** Discards everything that the log retains. */
  void empty() {
    log.trimThrough(log.head());
  }
}
