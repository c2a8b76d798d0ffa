package org.fanfare.consumer.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection that belongs to a login: to that of a user, to an HTTP session, or to both. For one
 * thread at a time.
 */
final class LoginMember {
  /** The time at which a login expires of which none is known. */
  static final Instant NEVER = Instant.MAX;

  private final ConsumerConnection connection;
  private final @Nullable String user;
  private final long number;
  private @Nullable String session;
  private long since;
  private Instant expires = NEVER;

  /**
   * A connection without an HTTP session.
   *
   * @param user the name of the user who has logged in; null for a guest
   * @param number one that no other has
   */
  LoginMember(ConsumerConnection connection, @Nullable String user, long number) {
    this.connection = connection;
    this.user = user;
    this.number = number;
  }

  ConsumerConnection connection() {
    return connection;
  }

  @Nullable String user() {
    return user;
  }

  boolean isOfAUser() {
    return user != null;
  }

  long number() {
    return number;
  }

  /** Returns the id of its HTTP session; null if there is none. */
  @Nullable String session() {
    return session;
  }

  /** Returns when it came to its HTTP session, in nanoseconds. */
  long since() {
    return since;
  }

  /** It belongs to an HTTP session since a time in nanoseconds. */
  void belongsTo(String id, long now) {
    session = id;
    since = now;
  }

  /** Its HTTP session has another id. */
  void isRenamed(String now) {
    session = now;
  }

  Instant expires() {
    return expires;
  }

  void expires(Instant at) {
    expires = at;
  }
}
