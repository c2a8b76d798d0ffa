package org.fanfare.layer;

import org.fanfare.status.Problem;
import org.fanfare.status.Status;

/** Why a layer refuses something that would pass a bound, or that names nothing. */
public enum Refusal {
  /** The rule's groups are at their number. */
  TOO_MANY_GROUPS(Status.TOO_MANY_GROUPS, "there is no room for the new group %s"),
  /** All logs together are at their total, and no room could be made within the rule. */
  MEMORY_FULL(Status.MEMORY_FULL, "there is no room in the logs for %s"),
  /** The key was used for another message. */
  KEY_REUSED(Status.KEY_REUSED, "the Idempotency-Key was used with another message: use a new one"),
  /** As many keys are remembered as can be. */
  TOO_MANY_KEYS(Status.TOO_MANY_KEYS, "no room to remember the key: try again later"),
  /** Nobody has a channel of that name. */
  NO_CHANNEL(Status.NO_CHANNEL, "nobody has a channel of this name"),
  /** The channel's mailbox is full. */
  CHANNEL_FULL(Status.CHANNEL_FULL, "the channel's mailbox is full: try again later");

  private final Status status;
  private final String detail;

  Refusal(Status status, String detail) {
    this.status = status;
    this.detail = detail;
  }

  /**
   * What a client is told.
   *
   * @param group the group that was named, where one was; of a channel the name is not told
   */
  public Problem problem(String group) {
    return new Problem(status, detail.formatted(group));
  }
}
