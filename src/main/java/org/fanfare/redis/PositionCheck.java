package org.fanfare.redis;

import org.fanfare.layer.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Compares the position of a followed group with the store's from time to time, because the last
 * notification may have been lost. Used on the loop.
 */
final class PositionCheck {
  private final GroupFollower follower;
  private final Following following;
  private long at;

  PositionCheck(GroupFollower follower, Following following) {
    this.follower = follower;
    this.following = following;
    putOff();
  }

  /** Something was heard of the group: nothing need be compared for a while. */
  void putOff() {
    at = following.nextCheck();
  }

  /**
   * Touches the group if that is due, or compares its position if nothing was heard for a while.
   */
  void tick(long now) {
    if (follower.readers().areToTouch(now)) {
      follower.readers().look().thenAccept(this::compare);
    } else if (now >= at) {
      putOff();
      following.meta(follower.group()).thenAccept(this::compare);
    }
  }

  private void compare(Outcome<Read.Answer> outcome) {
    if (outcome instanceof Outcome.Done<Read.Answer> done) {
      compare(done.get().meta());
    }
  }

  /** Compares the copy with what the store says; null if it knows nothing of the group. */
  private void compare(@Nullable Meta meta) {
    GroupCopy copy = follower.copy();
    if (copy != null
        && (meta == null || !following.isPresent(meta.life()) || !copy.isUpToDate(meta))) {
      follower.sync(RedisFigures.Cause.CHECK);
    }
  }
}
