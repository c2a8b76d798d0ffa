package org.fanfare.publish;

import java.util.List;
import org.fanfare.message.GroupName;
import org.fanfare.security.Caller;

/**
 * That a caller may publish to some groups: what was found out by {@link Rights}, once, and is
 * shown at each publish. Immutable.
 */
public final class Permit {
  private final Caller caller;
  private final List<GroupName> groups;

  Permit(Caller caller, List<GroupName> groups) {
    this.caller = caller;
    this.groups = List.copyOf(groups);
  }

  /** Who may. */
  public Caller caller() {
    return caller;
  }

  /** The groups, in the order in which they were asked for. */
  public List<GroupName> groups() {
    return groups;
  }
}
