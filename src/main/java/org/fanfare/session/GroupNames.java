package org.fanfare.session;

import java.util.List;
import org.fanfare.message.GroupName;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;

/** Parses the names of groups that clients send. Pure functions. */
public final class GroupNames {
  private static final int MAX = 16;

  private GroupNames() {}

  /**
   * Parses a list of names; throws an {@code invalid-name} problem if one is not a valid name or
   * occurs twice, or if there are none or more than 16.
   */
  public static List<GroupName> of(List<String> names) {
    if (names.isEmpty()) {
      throw invalid("there is no name");
    }
    if (names.size() > MAX) {
      throw invalid("there are " + names.size() + " names; at most " + MAX + " are read together");
    }
    List<GroupName> groups = names.stream().map(GroupNames::of).toList();
    if (groups.stream().distinct().count() != groups.size()) {
      throw invalid("a group is named twice");
    }
    return groups;
  }

  private static GroupName of(String name) {
    try {
      return new GroupName(name);
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private static ProblemException invalid(String detail) {
    return new Problem(Status.INVALID_NAME, detail).thrown();
  }
}
