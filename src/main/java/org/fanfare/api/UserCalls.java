package org.fanfare.api;

import jakarta.json.Json;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Users;
import org.fanfare.message.GroupName;
import org.fanfare.message.UserGroup;
import org.fanfare.publish.KeyRights;
import org.fanfare.security.CookieLogins;
import org.fanfare.security.Key;
import org.fanfare.security.Tickets;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;

/**
 * What back ends do with the connections of a user: count them, end them, and add them to groups
 * and remove them. A key is for a user if it is for the group {@code user.NAME}. Safe for use by
 * any thread that may wait.
 *
 * <p>A method returns JSON. It throws a {@link ProblemException} if the request is refused, and a
 * {@link org.fanfare.layer.LayerException} if the layer fails.
 */
public final class UserCalls {
  private final Users users;
  private final Tickets tickets;
  private final CookieLogins logins;

  /** Creates the calls of a node. */
  public UserCalls(Users users, Tickets tickets, CookieLogins logins) {
    this.users = users;
    this.tickets = tickets;
    this.logins = logins;
  }

  /** Returns how many connections a user has. */
  public String state(Key key, String user) {
    requireUser(key, user);
    return json(user, users.count(user));
  }

  /**
   * Ends the connections of a user, and the logins that tickets have given: the user needs another
   * ticket. Returns how many connections end.
   */
  public String disconnect(Key key, String user) {
    requireUser(key, user);
    tickets.forget(user);
    logins.endOf(user);
    return json(user, users.end(user, Ended.DISCONNECTED));
  }

  /** Adds the connections of a user that have a channel to a group; returns how many. */
  public String add(Key key, String user, String name) {
    GroupName group = permitted(key, user, name);
    return json(user, GroupCalls.done(group, () -> users.add(group, user)));
  }

  /** Removes the connections of a user from a group; returns how many have a channel. */
  public String remove(Key key, String user, String name) {
    GroupName group = permitted(key, user, name);
    return json(user, GroupCalls.done(group, () -> users.remove(group, user)));
  }

  private static GroupName permitted(Key key, String user, String name) {
    GroupName group = GroupCalls.group(name);
    KeyRights.requireGroup(key, group);
    requireUser(key, user);
    return group;
  }

  private static void requireUser(Key key, String user) {
    GroupName own;
    try {
      own = UserGroup.of(user);
    } catch (IllegalArgumentException e) {
      throw new Problem(Status.INVALID_NAME, String.valueOf(e.getMessage())).thrown();
    }
    KeyRights.requireGroup(key, own);
  }

  private static String json(String user, int connections) {
    return Json.createObjectBuilder()
        .add("user", user)
        .add("connections", connections)
        .build()
        .toString();
  }
}
