package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.Duration;
import org.fanfare.security.TicketLogin;
import org.jspecify.annotations.Nullable;

/**
 * A request whose user is the one of a ticket, for everything that asks the request: rules, routes
 * and consumers. The container knows nothing of this user.
 *
 * <p>It has no HTTP session, even if the browser shows one: what a ticket opens does not end with
 * the login of somebody else in the same browser. Used as its request is.
 */
final class TicketedRequest extends HttpServletRequestWrapper {
  private final TicketLogin login;
  private final Duration lasts;

  /**
   * A request of this user.
   *
   * @param lasts how long the login lasts from now
   */
  TicketedRequest(HttpServletRequest request, TicketLogin login, Duration lasts) {
    super(request);
    this.login = login;
    this.lasts = lasts;
  }

  TicketLogin login() {
    return login;
  }

  Duration lasts() {
    return lasts;
  }

  @Override
  public Principal getUserPrincipal() {
    return login;
  }

  @Override
  public String getRemoteUser() {
    return login.getName();
  }

  @Override
  public boolean isUserInRole(String role) {
    return login.hasRole(role);
  }

  @Override
  public @Nullable HttpSession getSession(boolean create) {
    return create ? super.getSession(true) : null;
  }
}
