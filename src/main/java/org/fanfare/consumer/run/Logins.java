package org.fanfare.consumer.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.fanfare.connection.Ended;
import org.fanfare.threads.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Which connections belong to which login, so that they end with it: with the HTTP session, by a
 * logout, when another user logs in to the session, when the session's time-out has passed without
 * a request of the user, and when code of the application ends a user's connections.
 *
 * <p>Safe for use by any thread; it holds no lock while connections end. {@link #tick} must be
 * called by a timer. A connection without an HTTP session and without a user is not here.
 */
public final class Logins {
  /**
   * The HTTP session of a connection.
   *
   * @param id its id, when the connection was opened
   * @param timeout how long it lives without a request; zero if it does not end by itself
   */
  public record HttpLogin(String id, Duration timeout) {
    /** Hides the id, which is a secret. */
    @Override
    public String toString() {
      return "an HTTP session";
    }
  }

  private final Ticker ticker;
  private final Map<String, Of> bySession = new HashMap<>(); // guarded by this
  private final Map<String, Set<Member>> byUser = new HashMap<>(); // guarded by this
  private final Map<ConsumerConnection, Member> members = new HashMap<>(); // guarded by this
  private volatile boolean empty = true;

  /** The connections of one HTTP session. */
  private static final class Of {
    private final Set<Member> members = new HashSet<>();
    private long timeoutNanos;
    private long seen;
  }

  /** One connection. */
  private static final class Member {
    private final ConsumerConnection connection;
    private final @Nullable String user;
    private @Nullable String session;

    Member(ConsumerConnection connection, @Nullable String user, @Nullable String session) {
      this.connection = connection;
      this.user = user;
      this.session = session;
    }
  }

  Logins(Ticker ticker) {
    this.ticker = ticker;
  }

  synchronized void add(
      ConsumerConnection connection, @Nullable String user, @Nullable HttpLogin login) {
    if (user == null && login == null) {
      return;
    }
    Member member = new Member(connection, user, login == null ? null : login.id);
    members.put(connection, member);
    if (login != null) {
      Of of = bySession.computeIfAbsent(login.id, x -> new Of());
      of.members.add(member);
      of.timeoutNanos = login.timeout.toNanos();
      of.seen = ticker.nanos();
    }
    if (user != null) {
      byUser.computeIfAbsent(user, x -> new HashSet<>(2)).add(member);
    }
    empty = false;
  }

  synchronized void remove(ConsumerConnection connection) {
    Member member = members.remove(connection);
    if (member == null) {
      return;
    }
    Of of = member.session == null ? null : bySession.get(member.session);
    if (of != null && of.members.remove(member) && of.members.isEmpty()) {
      bySession.remove(member.session);
    }
    Set<Member> others = member.user == null ? null : byUser.get(member.user);
    if (others != null && others.remove(member) && others.isEmpty()) {
      byUser.remove(member.user);
    }
    empty = members.isEmpty();
  }

  /** An HTTP session has ended: so do its connections. */
  public void sessionEnded(String id) {
    end(ofSession(id, member -> true), Ended.LOGGED_OUT);
  }

  /** An HTTP session has another id now, as it gets at a login. */
  public synchronized void sessionRenamed(String before, String now) {
    Of of = bySession.remove(before);
    if (of != null) {
      of.members.forEach(member -> member.session = now);
      bySession.put(now, of);
    }
  }

  /** The user of an HTTP session has logged out, although the session may go on. */
  public void loggedOut(String id) {
    end(ofSession(id, member -> member.user != null), Ended.LOGGED_OUT);
  }

  /**
   * A request of an HTTP session came: the connections of another user end.
   *
   * @param user who has logged in to it now; null if the request does not say, as where only some
   *     paths ask for a login
   * @param counts whether the request shows that the user is there, and is not sent by a script
   *     that waits for messages
   */
  public void seen(String id, @Nullable String user, boolean counts) {
    if (empty) {
      return;
    }
    List<ConsumerConnection> others;
    synchronized (this) {
      Of of = bySession.get(id);
      if (of == null) {
        return;
      }
      if (counts) {
        of.seen = ticker.nanos();
      }
      others =
          of.members.stream()
              .filter(member -> user != null && member.user != null && !member.user.equals(user))
              .map(member -> member.connection)
              .toList();
    }
    end(others, Ended.LOGGED_OUT);
  }

  /** Ends all connections of a user. */
  public void end(String user, Ended why) {
    List<ConsumerConnection> all;
    synchronized (this) {
      all = byUser.getOrDefault(user, Set.of()).stream().map(each -> each.connection).toList();
    }
    end(all, why);
  }

  /** Ends the connections of sessions whose time-out has passed without a request. */
  public void tick() {
    if (empty) {
      return;
    }
    long now = ticker.nanos();
    List<ConsumerConnection> over = new ArrayList<>();
    synchronized (this) {
      for (Of of : bySession.values()) {
        if (of.timeoutNanos > 0 && now - of.seen >= of.timeoutNanos) {
          of.members.forEach(member -> over.add(member.connection));
        }
      }
    }
    end(over, Ended.LOGIN_EXPIRED);
  }

  private synchronized List<ConsumerConnection> ofSession(String id, Predicate<Member> which) {
    Of of = bySession.get(id);
    return of == null
        ? List.of()
        : of.members.stream().filter(which).map(member -> member.connection).toList();
  }

  private static void end(List<ConsumerConnection> connections, Ended why) {
    connections.forEach(connection -> connection.end(why));
  }
}
