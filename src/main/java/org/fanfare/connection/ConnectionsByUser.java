package org.fanfare.connection;

import java.security.Principal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fanfare.message.ChannelName;
import org.jspecify.annotations.Nullable;

/**
 * The connections of users to the group URL. Connections of guests and of back ends are not here.
 * Safe for use by any thread; no connection is asked for anything while the lock is held.
 */
public final class ConnectionsByUser implements UserConnections {
  private final Map<String, Set<Member>> members = new HashMap<>(); // guarded by this

  /**
   * Returns the place of a connection that is about to be made, which is its owner.
   *
   * @param login the object that stands for the user's login; null if it is not known
   */
  public Member member(String user, @Nullable Principal login) {
    return new Member(user, login);
  }

  /** One connection of a user; it is here from {@link #is} until it ends. */
  public final class Member implements ConnectionOwner {
    private final String user;
    private final @Nullable Principal login;
    private @Nullable ClientConnection connection; // guarded by the outer object
    private @Nullable ChannelName channel; // guarded by the outer object
    private boolean over; // guarded by the outer object

    private Member(String user, @Nullable Principal login) {
      this.user = user;
      this.login = login;
    }

    /** The connection has been made; it may have ended already. May be called by any thread. */
    public void is(ClientConnection made) {
      synchronized (ConnectionsByUser.this) {
        if (!over) {
          connection = made;
          members.computeIfAbsent(user, x -> new HashSet<>(2)).add(this);
        }
      }
    }

    /** The connection has a channel of this name. May be called by any thread. */
    public void has(ChannelName name) {
      synchronized (ConnectionsByUser.this) {
        channel = name;
      }
    }

    @Override
    public @Nullable Outgoing take(long maxBytes) {
      return null;
    }

    @Override
    public boolean hasMore() {
      return false;
    }

    @Override
    public void ended(Ended why, Ended how) {
      synchronized (ConnectionsByUser.this) {
        over = true;
        Set<Member> all = members.get(user);
        if (all != null && all.remove(this) && all.isEmpty()) {
          members.remove(user);
        }
      }
    }
  }

  @Override
  public synchronized int count(String user) {
    return of(user).size();
  }

  @Override
  public synchronized List<ChannelName> channels(String user) {
    return of(user).stream().map(member -> member.channel).filter(Objects::nonNull).toList();
  }

  @Override
  public int end(String user, @Nullable Principal login, Ended why) {
    List<ClientConnection> all;
    synchronized (this) {
      all =
          of(user).stream()
              .filter(member -> login == null || member.login == login)
              .map(member -> member.connection)
              .filter(Objects::nonNull)
              .toList();
    }
    all.forEach(connection -> connection.close(why, 0));
    return all.size();
  }

  private Set<Member> of(String user) {
    return members.getOrDefault(user, Set.of());
  }
}
