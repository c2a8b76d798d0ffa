package org.fanfare.consumer.run;

import java.security.Principal;
import java.util.List;
import org.fanfare.connection.Ended;
import org.fanfare.connection.UserConnections;
import org.fanfare.message.ChannelName;
import org.jspecify.annotations.Nullable;

/**
 * The connections of users to consumers. Safe for use by any thread.
 *
 * @param logins knows which connections belong to which user
 */
record ConsumersByUser(Logins logins) implements UserConnections {
  @Override
  public int count(String user) {
    return logins.connections(user).size();
  }

  @Override
  public List<ChannelName> channels(String user) {
    return logins.connections(user).stream().map(ConsumerConnection::channel).toList();
  }

  @Override
  public int end(String user, @Nullable Principal login, Ended why) {
    List<ConsumerConnection> all =
        logins.connections(user).stream()
            .filter(each -> login == null || each.scope().principal().orElse(null) == login)
            .toList();
    all.forEach(each -> each.end(why));
    return all.size();
  }
}
