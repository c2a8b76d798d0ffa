package org.fanfare.layer;

import org.fanfare.status.Problem;
import org.fanfare.status.Status;

/**
 * The reasons why a layer refuses an operation: it would exceed a bound, or names something that
 * does not exist.
 */
public enum Refusal {
  /** The rule has its maximum number of groups. */
  TOO_MANY_GROUPS(Status.TOO_MANY_GROUPS, "there is no room for the new group %s"),
  /** All logs together have reached their total, and no room could be made within the rule. */
  MEMORY_FULL(Status.MEMORY_FULL, "there is no room in the logs for %s"),
  /** The key was used for another message. */
  KEY_REUSED(Status.KEY_REUSED, "the Idempotency-Key was used with another message: use a new one"),
  /** The maximum number of keys is remembered already. */
  TOO_MANY_KEYS(Status.TOO_MANY_KEYS, "no room to remember the key: try again later"),
  /** The owner of the key has as many as one owner may have. */
  KEYS_OF_CALLER(
      Status.SHARE_USED,
      "as many keys of the caller are remembered as one may have (fanfare.per-caller.keys): publish"
          + " without a key, or try again later"),
  /** There is no group of that name at the moment. */
  NO_GROUP(
      Status.NO_GROUP, "there is no group %s at the moment: nobody reads it, and its log is empty"),
  /** There is no channel of that name. */
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
   * Returns the problem with which a client is answered.
   *
   * @param group the group that was named, if any; the name of a channel is not revealed
   */
  public Problem problem(String group) {
    return new Problem(status, detail.formatted(group));
  }
}
