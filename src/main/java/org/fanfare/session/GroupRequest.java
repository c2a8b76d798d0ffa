package org.fanfare.session;

import java.time.Duration;
import java.util.List;
import org.fanfare.message.GroupName;
import org.fanfare.publish.Permit;
import org.fanfare.security.Caller;

/**
 * A request to the group URL that was found valid and permitted. Only {@code admission} creates one
 * for a client. Immutable.
 */
public sealed interface GroupRequest {
  /** Returns the groups of the URL: at least one, and no duplicates. */
  List<GroupName> groups();

  /** Returns who sent the request. */
  Caller caller();

  /**
   * A request that reads, over any transport.
   *
   * @param starts where reading begins in each of the groups
   * @param waiting how long a poll waits, or how long no heartbeats are sent to a client of a check
   *     group; zero otherwise
   */
  record Read(List<GroupName> groups, Caller caller, StartPositions starts, Duration waiting)
      implements GroupRequest {}

  /**
   * A request that publishes its body.
   *
   * @param permit proves that its caller may publish to the groups
   */
  record Publish(Permit permit) implements GroupRequest {
    @Override
    public List<GroupName> groups() {
      return permit.groups();
    }

    @Override
    public Caller caller() {
      return permit.caller();
    }
  }
}
