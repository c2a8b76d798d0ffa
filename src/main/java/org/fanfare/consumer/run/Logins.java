package org.fanfare.consumer.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fanfare.connection.Ended;
import org.fanfare.security.TicketLogin;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
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

  /** What a user is told whose login {@linkplain #hasRunOut has run out}. */
  static final Problem RUN_OUT =
      new Problem(
          Status.UNAUTHENTICATED,
          "the HTTP session has timed out: nothing but connections has asked for it since, so load"
              + " a page, or log in again");

  private final InstantSource clock;
  private final HttpSessions sessions; // guarded by this
  private final Map<String, Set<LoginMember>> byUser = new HashMap<>(); // guarded by this
  private final Map<ConsumerConnection, LoginMember> members = new HashMap<>(); // guarded by this

  /** Those whose login expires, the earliest first. Guarded by this. */
  private final NavigableSet<LoginMember> expiring =
      new TreeSet<>(
          Comparator.<LoginMember, Instant>comparing(LoginMember::expires)
              .thenComparingLong(LoginMember::number));

  private long count; // of all members so far; guarded by this
  private volatile boolean empty = true;

  /**
   * No connections.
   *
   * @param ticker for the time-outs of sessions
   * @param clock the time of day, at which logins expire
   * @param mostWithout how many HTTP sessions are remembered without connections
   */
  Logins(Ticker ticker, InstantSource clock, int mostWithout) {
    this.clock = clock;
    this.sessions = new HttpSessions(ticker, mostWithout);
  }

  /**
   * Returns whether the login of a user is over, since the time-out of the HTTP session has passed
   * without a request that shows that the user is there. The HTTP session itself may go on: such
   * requests as that of a script that connects again keep it alive.
   */
  synchronized boolean hasRunOut(RequestScope scope) {
    HttpLogin login = scope.login();
    return login != null && scope.user().isPresent() && sessions.hasRunOut(login.id);
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
    LoginMember member = new LoginMember(connection, user, count++);
    members.put(connection, member);
    expire(member, expires == null ? LoginMember.NEVER : expires);
    if (login != null) {
      sessions.add(member, login);
    }
    if (user != null) {
      byUser.computeIfAbsent(user, x -> new HashSet<>(2)).add(member);
    }
    empty = false;
  }

  synchronized void remove(ConsumerConnection connection) {
    LoginMember member = members.remove(connection);
    if (member == null) {
      return;
    }
    expiring.remove(member);
    sessions.remove(member);
    Set<LoginMember> others = member.user() == null ? null : byUser.get(member.user());
    if (others != null && others.remove(member) && others.isEmpty()) {
      byUser.remove(member.user());
    }
    see();
  }

  private void see() {
    empty = members.isEmpty() && sessions.isEmpty();
  }

  /** An HTTP session has ended: so do its connections. */
  public void sessionEnded(String id) {
    List<ConsumerConnection> all;
    synchronized (this) {
      all = connections(sessions.end(id), member -> true);
      see();
    }
    end(all, Ended.LOGGED_OUT);
  }

  /** An HTTP session has another id now, as it gets at a login. */
  public synchronized void sessionRenamed(String before, String now) {
    sessions.rename(before, now);
  }

  /**
   * Makes up for what was told before a connection was added: the login of a ticket, or the HTTP
   * session, may have ended since the request came, or the session may have another id. Called by
   * the thread of the request.
   */
  void confirm(ConsumerConnection connection) {
    RequestScope scope = connection.request();
    if (scope.principal().orElse(null) instanceof TicketLogin login && login.isOver()) {
      connection.end(Ended.LOGGED_OUT);
    }
    HttpLogin opened = scope.login();
    if (opened == null) {
      return;
    }
    String now = scope.httpSession();
    if (now == null) {
      sessionEnded(opened.id);
    } else if (!now.equals(opened.id)) {
      sessionRenamed(opened.id, now);
    }
  }

  /** Returns the id that the HTTP session of a connection has now; null if it had none. */
  synchronized @Nullable String httpSession(ConsumerConnection connection) {
    LoginMember member = members.get(connection);
    return member == null ? null : member.session();
  }

  /** The user of an HTTP session has logged out, although the session may go on. */
  public void loggedOut(String id) {
    List<ConsumerConnection> all;
    synchronized (this) {
      all = connections(sessions.of(id), LoginMember::isOfAUser);
    }
    end(all, Ended.LOGGED_OUT);
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
      sessions.asked(id, counts);
      others =
          connections(
              sessions.of(id),
              member -> user != null && member.isOfAUser() && !user.equals(member.user()));
    }
    end(others, Ended.LOGGED_OUT);
  }

  /** A request has shown that the user of a connection is there. */
  synchronized void shown(ConsumerConnection connection) {
    String session = httpSession(connection);
    if (session != null) {
      sessions.asked(session, true);
    }
  }

  private void expire(LoginMember member, Instant at) {
    expiring.remove(member); // its place there is that of the time before
    member.expires(at);
    if (!at.equals(LoginMember.NEVER)) {
      expiring.add(member);
    }
  }

  /**
   * A request shows when the login of a connection expires now; null if that is not known. Of what
   * several requests have shown, the latest time counts: they may come in another order than that
   * in which the client got its logins.
   */
  synchronized void renew(ConsumerConnection connection, @Nullable Instant expires) {
    LoginMember member = members.get(connection);
    Instant at = expires == null ? LoginMember.NEVER : expires;
    if (member != null && at.isAfter(member.expires())) {
      expire(member, at);
    }
  }

  /** The logins of all connections that a user has now expire at this time. */
  public synchronized void expire(String user, Instant at) {
    of(user).forEach(member -> expire(member, at));
  }

  /** Returns all connections of a user. */
  synchronized List<ConsumerConnection> connections(String user) {
    return of(user).stream().map(LoginMember::connection).toList();
  }

  private Set<LoginMember> of(String user) {
    return byUser.getOrDefault(user, Set.of());
  }

  /**
   * Ends the connections of sessions whose time-out has passed without a request, and those whose
   * login has expired.
   */
  public void tick() {
    if (empty) {
      return;
    }
    List<ConsumerConnection> over;
    synchronized (this) {
      over = connections(sessions.tick(), member -> true);
      over.addAll(expired());
      see();
    }
    end(over, Ended.LOGIN_EXPIRED);
  }

  private List<ConsumerConnection> expired() {
    if (expiring.isEmpty()) {
      return List.of();
    }
    Instant time = clock.instant();
    return expiring.stream()
        .takeWhile(member -> !member.expires().isAfter(time))
        .map(LoginMember::connection)
        .toList();
  }

  private static List<ConsumerConnection> connections(
      Collection<LoginMember> members, Predicate<LoginMember> which) {
    return members.stream()
        .filter(which)
        .map(LoginMember::connection)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static void end(List<ConsumerConnection> connections, Ended why) {
    connections.forEach(connection -> connection.end(why));
  }
}
