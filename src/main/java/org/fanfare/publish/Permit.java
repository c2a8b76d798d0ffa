package org.fanfare.publish;

import java.util.List;
import org.fanfare.message.GroupName;
import org.fanfare.security.Caller;

/**
 * Proof that a caller may publish to certain groups. {@link Rights} creates it once, after it
 * checked the rules; it is presented with each publish. Immutable.
 */
public final class Permit {
  private final Caller caller;
  private final List<GroupName> groups;

  Permit(Caller caller, List<GroupName> groups) {
    this.caller = caller;
    this.groups = List.copyOf(groups);
  }

  /** Returns who may publish. */
  public Caller caller() {
    return caller;
  }

  /** Returns the groups, in the order in which they were requested. */
  public List<GroupName> groups() {
    return groups;
  }
}
