package org.fanfare.security;

import java.security.Principal;
import java.time.Instant;
import org.fanfare.message.GroupName;

/**
 * The login of whoever has shown a ticket. It is the principal of the bearer's requests. Each is
 * equal to itself alone. Safe for use by any thread.
 */
public final class TicketLogin implements Principal {
  private final TicketGrant grant;
  private final Key issuer;
  private final Instant until;
  private volatile boolean over;

  /**
   * A login.
   *
   * @param grant whom the ticket made its bearer
   * @param issuer the key with which the ticket was issued; its groups bound those of the ticket
   * @param until when the login expires
   */
  public TicketLogin(TicketGrant grant, Key issuer, Instant until) {
    this.grant = grant;
    this.issuer = issuer;
    this.until = until;
  }

  @Override
  public String getName() {
    return grant.user();
  }

  /** Returns whom the ticket made its bearer. */
  public TicketGrant grant() {
    return grant;
  }

  /** Returns the key with which the ticket was issued. */
  public Key issuer() {
    return issuer;
  }

  /** Returns when the login expires. */
  public Instant until() {
    return until;
  }

  /**
   * Returns when the login expires, in whole seconds since 1970, rounded up: what Fanfare asks of
   * every principal that knows it, as the {@code JsonWebToken} of MicroProfile JWT does.
   */
  public long getExpirationTime() {
    return until.plusSeconds(1).minusNanos(1).getEpochSecond();
  }

  /** Returns whether the user has the role. */
  public boolean hasRole(String role) {
    return grant.roles().contains(role);
  }

  /** Returns whether the bearer may read the group, if rules allow it too. */
  public boolean isForReading(GroupName group) {
    return issuer.isFor(group) && grant.isForReading(group);
  }

  /** Returns whether the bearer may publish to the group, if rules allow it too. */
  public boolean isForPublishing(GroupName group) {
    return issuer.isFor(group) && grant.isForPublishing(group);
  }

  /** Returns whether the login has expired at a time. */
  public boolean hasExpired(Instant now) {
    return !now.isBefore(until);
  }

  /** The login ends before it expires. Whoever ends it ends its connections afterwards. */
  void end() {
    over = true;
  }

  /** Returns whether it was ended before it expired. */
  public boolean isOver() {
    return over;
  }
}
