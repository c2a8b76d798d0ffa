package org.fanfare.layer;

import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * What a node publishes by itself, again and again. A CDI bean of this type is found by the node,
 * whose timer calls it, one call at a time.
 */
public interface Feed {
  /** The group that is published to. */
  GroupName group();

  /** The next message; does not wait. */
  Message next();
}
