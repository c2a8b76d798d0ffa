package org.fanfare.security;

import org.fanfare.message.GroupName;

/**
 * What a caller wants to do with a group.
 *
 * @param group the group
 * @param owner what stands at the {@code ~} of the rule's pattern in the group's name; empty if the
 *     pattern has none
 * @param needs what a key must permit for it
 */
record Attempt(GroupName group, String owner, KeyPermission needs) {
  /** Returns whether the key permits it. */
  boolean isPermittedBy(Key key) {
    return key.may(needs) && key.isFor(group);
  }
}
