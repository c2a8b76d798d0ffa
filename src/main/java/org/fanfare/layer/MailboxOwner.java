package org.fanfare.layer;

import org.fanfare.log.Position;
import org.fanfare.message.GroupName;

/**
 * Told what happens to a channel; on any thread, perhaps several at once: each call returns at
 * once.
 */
public interface MailboxOwner {
  /** There is a message to take; one call may stand for several. */
  void arrived();

  /** The channel was added to a group, to be read after {@code from}. */
  void added(GroupName group, Position from);

  /** The channel was removed from a group. */
  void removed(GroupName group);
}
