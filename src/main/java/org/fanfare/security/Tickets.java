package org.fanfare.security;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tickets that wait for their first use. Whoever shows one first becomes the user that it is
 * for; that use is its only one, whatever comes of it. Only hashes are kept.
 *
 * <p>Safe for use by any thread.
 */
public final class Tickets {
  /** The maximum number of tickets that wait. */
  public static final int MOST = 10_000;

  /** The longest time that a ticket waits. */
  public static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private record Waiting(TicketGrant grant, Key issuer, Instant until) {}

  private final SecureRandom random;
  private final Clock clock;
  private final Map<String, Waiting> waiting = new HashMap<>(); // by hash; guarded by this

  /** Creates the tickets of a node; none waits. */
  public Tickets(SecureRandom random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  /**
   * Issues a ticket.
   *
   * @param issuer the key of whoever asks for it, which bounds the groups that the ticket is for
   * @param wait how long it waits for its use, from 1 second to {@link #LONGEST_WAIT}
   * @return the ticket, 192 random bits as 32 characters of {@code A-Z a-z 0-9 - _}; empty if
   *     {@link #MOST} tickets wait
   * @throws IllegalArgumentException if it would wait for longer, or for less than a second
   */
  public Optional<String> issue(Key issuer, TicketGrant grant, Duration wait) {
    requireWait(wait);
    String ticket = Secret.random(random);
    String hash = Secret.hash(ticket);
    Instant now = clock.instant();
    synchronized (this) {
      if (waiting.size() >= MOST) {
        forgetLateOnes(now);
      }
      if (waiting.size() >= MOST) {
        return Optional.empty();
      }
      waiting.put(hash, new Waiting(grant, issuer, now.plus(wait)));
    }
    return Optional.of(ticket);
  }

  /**
   * Throws {@link IllegalArgumentException}, which says what would be right, unless a ticket may
   * wait so long.
   */
  public static void requireWait(Duration wait) {
    if (wait.compareTo(Duration.ofSeconds(1)) < 0 || wait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException(
          "'ttl' is a number of seconds from 1 to " + LONGEST_WAIT.toSeconds());
    }
  }

  /**
   * Uses a ticket up.
   *
   * @return the login of whoever showed it; empty if it was used before, has waited too long, or
   *     never was a ticket, which nobody is told apart
   */
  public Optional<TicketLogin> use(String ticket) {
    String hash = Secret.hash(ticket);
    Instant now = clock.instant();
    @Nullable Waiting used;
    synchronized (this) {
      used = waiting.remove(hash);
    }
    return Optional.ofNullable(used)
        .filter(each -> now.isBefore(each.until))
        .map(each -> new TicketLogin(each.grant, each.issuer, now.plus(each.grant.expires())));
  }

  /** Forgets the tickets that wait for this user. */
  public synchronized void forget(String user) {
    waiting.values().removeIf(each -> each.grant.user().equals(user));
  }

  /** Returns how many tickets wait. */
  public synchronized int waiting() {
    forgetLateOnes(clock.instant());
    return waiting.size();
  }

  private void forgetLateOnes(Instant now) {
    waiting.values().removeIf(each -> !now.isBefore(each.until));
  }
}
