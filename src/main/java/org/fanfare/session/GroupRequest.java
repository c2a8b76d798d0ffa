package org.fanfare.session;

import java.time.Duration;
import java.util.List;
import org.fanfare.message.GroupName;
import org.fanfare.publish.Permit;
import org.fanfare.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What a request to the one URL asks for, after everything about it was found to be in order.
 *
 * @param want what is wanted
 * @param groups the groups of the URL, at least one, no two the same
 * @param starts where reading begins in each of them
 * @param caller who asks
 * @param waiting how long a poll waits, and how long nothing is said on any face of a check group;
 *     zero on other faces
 * @param permit that the caller may publish there, if that is what is wanted
 */
public record GroupRequest(
    Want want,
    List<GroupName> groups,
    StartPositions starts,
    Caller caller,
    Duration waiting,
    @Nullable Permit permit) {
  /** What a request may want. */
  public enum Want {
    /** A WebSocket. */
    SOCKET,
    /** Server-Sent Events. */
    STREAM,
    /** One answer, now or later. */
    POLL,
    /** The page for a person. */
    PAGE,
    /** To publish its body. */
    PUBLISH,
    /** To publish its body line by line. */
    LINES
  }
}
