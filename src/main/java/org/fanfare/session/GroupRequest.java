package org.fanfare.session;

import java.time.Duration;
import java.util.List;
import org.fanfare.message.GroupName;
import org.fanfare.publish.Permit;
import org.fanfare.security.Caller;

/**
 * A request to the group URL after everything about it was found to be in order; only {@code
 * admission} makes one for a client. Immutable.
 */
public sealed interface GroupRequest {
  /** The groups of the URL, at least one, no two the same. */
  List<GroupName> groups();

  /** Who asks. */
  Caller caller();

  /**
   * A request that reads, over whatever transport.
   *
   * @param starts where reading begins in each of the groups
   * @param waiting how long a poll waits, and how long nothing is said to a client of a check
   *     group; zero otherwise
   */
  record Read(List<GroupName> groups, Caller caller, StartPositions starts, Duration waiting)
      implements GroupRequest {}

  /**
   * A request that publishes its body.
   *
   * @param permit that its caller may
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
