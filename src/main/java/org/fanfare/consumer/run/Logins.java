package org.fanfare.consumer.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.fanfare.connection.Ended;
import org.fanfare.threads.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Which connections belong to which login, so that they end with it: with the HTTP session, by a
 * logout, when another user logs in to the session, when the session's time-out has passed without
 * a request of the user, when the login expires, and when code of the application ends a user's
 * connections.
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

  private static final Instant NEVER = Instant.MAX;

  private final Ticker ticker;
  private final InstantSource clock;
  private final Map<String, Of> bySession = new HashMap<>(); // guarded by this
  private final Map<String, Set<Member>> byUser = new HashMap<>(); // guarded by this
  private final Map<ConsumerConnection, Member> members = new HashMap<>(); // guarded by this

  /** Those whose login expires, the earliest first. Guarded by this. */
  private final NavigableSet<Member> expiring =
      new TreeSet<>(
          Comparator.<Member, Instant>comparing(member -> member.expires)
              .thenComparingLong(member -> member.number));

  private long count; // of all members so far; guarded by this
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
    private final long number; // no other has it
    private @Nullable String session;
    private Instant expires = NEVER;

    Member(
        ConsumerConnection connection,
        @Nullable String user,
        @Nullable String session,
        long number) {
      this.connection = connection;
      this.user = user;
      this.session = session;
      this.number = number;
    }
  }

  /**
   * No connections.
   *
   * @param ticker for the time-outs of sessions
   * @param clock the time of day, at which logins expire
   */
  Logins(Ticker ticker, InstantSource clock) {
    this.ticker = ticker;
    this.clock = clock;
  }

  /**
   * A connection begins.
   *
   * @param expires when its login expires; null if that is not known
   */
  synchronized void add(
      ConsumerConnection connection,
      @Nullable String user,
      @Nullable HttpLogin login,
      @Nullable Instant expires) {
    if (user == null && login == null) {
      return;
    }
    Member member = new Member(connection, user, login == null ? null : login.id, count++);
    members.put(connection, member);
    expire(member, expires == null ? NEVER : expires);
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
    expiring.remove(member);
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

  private void expire(Member member, Instant at) {
    expiring.remove(member); // its place there is that of the time before
    member.expires = at;
    if (!at.equals(NEVER)) {
      expiring.add(member);
    }
  }

  /**
   * A request shows when the login of a connection expires now; null if that is not known. Of what
   * several requests have shown, the latest time counts: they may come in another order than that
   * in which the client got its logins.
   */
  synchronized void renew(ConsumerConnection connection, @Nullable Instant expires) {
    Member member = members.get(connection);
    Instant at = expires == null ? NEVER : expires;
    if (member != null && at.isAfter(member.expires)) {
      expire(member, at);
    }
  }

  /** The logins of all connections that a user has now expire at this time. */
  public synchronized void expire(String user, Instant at) {
    byUser.getOrDefault(user, Set.of()).forEach(member -> expire(member, at));
  }

  /** Ends all connections of a user. */
  public void end(String user, Ended why) {
    List<ConsumerConnection> all;
    synchronized (this) {
      all = byUser.getOrDefault(user, Set.of()).stream().map(each -> each.connection).toList();
    }
    end(all, why);
  }

  /**
   * Ends the connections of sessions whose time-out has passed without a request, and those whose
   * login has expired.
   */
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
      over.addAll(expired());
    }
    end(over, Ended.LOGIN_EXPIRED);
  }

  private List<ConsumerConnection> expired() {
    if (expiring.isEmpty()) {
      return List.of();
    }
    Instant time = clock.instant();
    return expiring.stream()
        .takeWhile(member -> !member.expires.isAfter(time))
        .map(member -> member.connection)
        .toList();
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
