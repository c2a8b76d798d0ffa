package org.fanfare.connection;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.message.ChannelName;
import org.jspecify.annotations.Nullable;

/** Connections of one user, who has two; which of them end is noted. */
public final class NotedUsers implements UserConnections {
  /** What an end was told: who, why, and of which login. */
  public record End(String user, String why, @Nullable Principal login) {}

  private static final int COUNT = 2;

  private final String known;
  private final List<ChannelName> channels;
  private final List<End> ends = new ArrayList<>();

  /** The connections of a user, some of which have these channels. */
  public NotedUsers(String known, ChannelName... channels) {
    this.known = known;
    this.channels = List.of(channels);
  }

  /** Returns what has ended. */
  public List<End> ends() {
    return ends;
  }

  @Override
  public int count(String user) {
    return user.equals(known) ? COUNT : 0;
  }

  @Override
  public List<ChannelName> channels(String user) {
    return user.equals(known) ? channels : List.of();
  }

  @Override
  public int end(String user, @Nullable Principal login, Ended why) {
    ends.add(new End(user, why.text(), login));
    return count(user);
  }
}
