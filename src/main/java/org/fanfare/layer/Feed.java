package org.fanfare.layer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * A source of messages that a node publishes periodically. The node finds CDI beans of this type;
 * its timer asks them, one at a time. Of the nodes that share a layer one publishes.
 */
public interface Feed {
  /** Returns the groups to publish to, each in its turn; at least one, and always the same. */
  List<GroupName> groups();

  /** Returns the next message for one of the groups; must not wait. */
  Message next(GroupName group);

  /**
   * Returns how often each group gets a message, at least a millisecond for each of them; empty if
   * the settings say it.
   */
  Optional<Duration> period();
}
