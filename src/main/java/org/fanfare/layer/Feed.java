package org.fanfare.layer;

import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * A source of messages that a node publishes periodically. The node finds CDI beans of this type;
 * its timer calls them, one call at a time. Nodes that share a layer each publish for themselves.
 */
public interface Feed {
  /** Returns the group to publish to. */
  GroupName group();

  /** Returns the next message; must not wait. */
  Message next();
}
