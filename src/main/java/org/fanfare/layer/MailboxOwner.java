package org.fanfare.layer;

import org.fanfare.log.Position;
import org.fanfare.message.GroupName;

/**
 * Is notified of what happens to a channel, on any thread and possibly by several at the same time.
 * Each call must return at once.
 */
public interface MailboxOwner {
  /** There is a message to take; one call may stand for several messages. */
  void arrived();

  /** The channel was added to a group, to be read after {@code from}. */
  void added(GroupName group, Position from);

  /** The channel was removed from a group. */
  void removed(GroupName group);
}
