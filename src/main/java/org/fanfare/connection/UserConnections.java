package org.fanfare.connection;

import java.security.Principal;
import java.util.List;
import org.fanfare.message.ChannelName;
import org.jspecify.annotations.Nullable;

/**
 * The live connections of users on this node, of one kind. A user is known by the name that the
 * login of the connection has given. Safe for use by any thread.
 */
public interface UserConnections {
  /** Returns how many connections a user has. */
  int count(String user);

  /**
   * Returns the channels of a user's connections. Those that have none are left out. May wait for
   * the channel layer.
   */
  List<ChannelName> channels(String user);

  /**
   * Ends connections of a user.
   *
   * @param login the object that stands for the login whose connections end; null for all logins of
   *     the user
   * @param why as which the clients see it
   * @return how many are asked to end
   */
  int end(String user, @Nullable Principal login, Ended why);
}
