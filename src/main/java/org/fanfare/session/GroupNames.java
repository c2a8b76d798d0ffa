package org.fanfare.session;

import java.util.List;
import org.fanfare.message.GroupName;
import org.fanfare.security.Caller;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;

/**
 * Reads the names of groups as clients write them, in which {@code ~} stands for the client's own
 * user name, encoded as in {@link org.fanfare.message.UserGroup}. Stateless.
 */
public final class GroupNames {
  private static final int MAX = 16;
  private static final String OWN = "~";

  private GroupNames() {}

  /**
   * Returns the groups of a list of names.
   *
   * @param caller whose name {@code ~} stands for
   * @throws ProblemException with {@code invalid-name} for an invalid name, and with {@code
   *     unauthenticated} or {@code refused} for {@code ~} of a caller without a name
   */
  public static List<GroupName> of(List<String> names, Caller caller) {
    if (names.isEmpty()) {
      throw invalid("there is no name");
    }
    if (names.size() > MAX) {
      throw invalid("there are " + names.size() + " names; at most " + MAX + " are read together");
    }
    List<GroupName> groups = names.stream().map(name -> of(name, caller)).toList();
    if (groups.stream().distinct().count() != groups.size()) {
      throw invalid("a group is named twice");
    }
    return groups;
  }

  private static GroupName of(String name, Caller caller) {
    // what is too long already does not grow further
    boolean own = name.length() <= GroupName.MAX_LENGTH && name.contains(OWN);
    try {
      return new GroupName(own ? name.replace(OWN, user(caller)) : name);
    } catch (IllegalArgumentException e) {
      throw invalid(
          e.getMessage() + (own ? "; each ~ stands for the encoded name of the user" : ""));
    }
  }

  private static String user(Caller caller) {
    return caller.encodedUser().orElseThrow(() -> nameless(caller));
  }

  private static ProblemException nameless(Caller caller) {
    if (caller.isNobody()) {
      return new Problem(
              Status.UNAUTHENTICATED,
              "~ stands for the name of a user who has logged in to this application, and the request has none")
          .thrown();
    }
    String why =
        caller.isUser()
            ? "the name of this user cannot stand in the name of a group"
            : "a key is no user";
    return new Problem(Status.REFUSED, "~ stands for the name of a user, and " + why).thrown();
  }

  private static ProblemException invalid(String detail) {
    return new Problem(Status.INVALID_NAME, detail).thrown();
  }
}
