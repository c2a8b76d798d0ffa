package org.fanfare.security;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The logins for which browsers have cookies: a page shows a ticket once, and its later requests
 * show the cookie. Only hashes are kept.
 *
 * <p>Safe for use by any thread.
 */
public final class CookieLogins {
  /** The maximum number of logins. */
  public static final int MOST = 100_000;

  private final SecureRandom random;
  private final Clock clock;
  private final Map<String, TicketLogin> logins = new HashMap<>(); // by hash; guarded by this

  /** Creates the logins of a node; there is none. */
  public CookieLogins(SecureRandom random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  /**
   * Begins a login.
   *
   * @return the value of its cookie, 192 random bits as 32 characters of {@code A-Z a-z 0-9 - _};
   *     empty if there are {@link #MOST} logins
   */
  public Optional<String> begin(TicketLogin login) {
    String cookie = Secret.random(random);
    String hash = Secret.hash(cookie);
    Instant now = clock.instant();
    synchronized (this) {
      if (logins.size() >= MOST) {
        forgetExpired(now);
      }
      if (logins.size() >= MOST) {
        return Optional.empty();
      }
      logins.put(hash, login);
    }
    return Optional.of(cookie);
  }

  /**
   * Returns the login of a cookie; empty if it has ended or expired, or never was one, which nobody
   * is told apart.
   */
  public Optional<TicketLogin> find(String cookie) {
    String hash = Secret.hash(cookie);
    Instant now = clock.instant();
    @Nullable TicketLogin known;
    synchronized (this) {
      known = logins.get(hash);
    }
    return Optional.ofNullable(known).filter(login -> !login.hasExpired(now));
  }

  /**
   * Ends the login of a cookie, but not its connections.
   *
   * @return the login; empty if there was none
   */
  public Optional<TicketLogin> end(String cookie) {
    String hash = Secret.hash(cookie);
    @Nullable TicketLogin known;
    synchronized (this) {
      known = logins.remove(hash);
    }
    if (known != null) {
      known.end();
    }
    return Optional.ofNullable(known);
  }

  /** Ends all logins of a user, but not their connections. */
  public synchronized void endOf(String user) {
    for (Iterator<TicketLogin> each = logins.values().iterator(); each.hasNext(); ) {
      TicketLogin login = each.next();
      if (login.getName().equals(user)) {
        each.remove();
        login.end();
      }
    }
  }

  /** Returns how many logins there are. */
  public synchronized int count() {
    forgetExpired(clock.instant());
    return logins.size();
  }

  private void forgetExpired(Instant now) {
    logins.values().removeIf(login -> login.hasExpired(now));
  }
}
