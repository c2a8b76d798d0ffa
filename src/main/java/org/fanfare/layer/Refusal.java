package org.fanfare.layer;

/** Why a layer refuses something that would pass a bound, or that names nothing. */
public enum Refusal {
  /** The rule's groups are at their number. */
  TOO_MANY_GROUPS,
  /** All logs together are at their total, and no room could be made within the rule. */
  MEMORY_FULL,
  /** The key was used for another message. */
  KEY_REUSED,
  /** As many keys are remembered as can be. */
  TOO_MANY_KEYS,
  /** Nobody has a channel of that name. */
  NO_CHANNEL,
  /** The channel's mailbox is full. */
  CHANNEL_FULL
}
