package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.fanfare.security.CookieLogins;
import org.fanfare.security.Keys;
import org.fanfare.security.TicketLogin;
import org.fanfare.security.Tickets;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Finds who makes a request by a ticket, or in a session that was opened with one. Safe for use by
 * any thread; nothing blocks.
 *
 * <p>A request shows at most one explicit credential: a key in a header, or a ticket in the query.
 * It counts more than what a browser adds by itself: the ticket's user is the request's user, even
 * if somebody has logged in to the application.
 */
public final class TicketLogins {
  /** The parameter of the query with a ticket. */
  static final String PARAMETER = "ticket";

  private final Tickets tickets;
  private final CookieLogins logins;
  private final Keys keys;
  private final Clock clock;

  /** Looks among these. */
  public TicketLogins(Tickets tickets, CookieLogins logins, Keys keys, Clock clock) {
    this.tickets = tickets;
    this.logins = logins;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Returns a request to the group URL as one of the user whose ticket it shows or, if it shows
   * nothing else, for whose login it has a cookie; the same request if it has none. A ticket is
   * used up, whatever comes of the request.
   *
   * @throws ProblemException if it shows one that is not valid, a key as well as a ticket, or a
   *     ticket for something that is over at once
   */
  HttpServletRequest known(HttpServletRequest request, RequestKind kind) {
    String ticket = ticketOf(request);
    if (ticket == null) {
      return ambient(request);
    }
    TicketLogin login = used(request, ticket);
    if (kind.publishes() || kind == RequestKind.PAGE) {
      throw wrong("a ticket opens a WebSocket, a stream or a poll, and nothing else here");
    }
    return ticketed(request, login);
  }

  /**
   * Returns a request to a route as one of the user whose ticket it shows, or whose ticket opened
   * the session that it names: a session's id is all that its client has to show later, until the
   * session ends with its login. A plain request that is of no session is the application's, and so
   * is its query; the cookie of a login counts for it, too.
   *
   * @param sessions finds the login with which the session of an id was opened, if that was by a
   *     ticket; returns null for others
   * @throws ProblemException if the request shows a ticket that is not valid, or a key as well
   */
  HttpServletRequest knownOnRoute(
      HttpServletRequest request,
      AskedRoute asked,
      Function<String, @Nullable TicketLogin> sessions) {
    String id = request.getHeader(SessionRequests.HEADER);
    String ticket = asked.kind() == null && id == null ? null : ticketOf(request);
    if (ticket != null) {
      return ticketed(request, used(request, ticket));
    }
    TicketLogin login = id == null ? null : sessions.apply(id);
    return login == null ? ambient(request) : ticketed(request, login);
  }

  /**
   * Returns the login of the ticket that a request shows, which is used up.
   *
   * @throws ProblemException if it shows none, one that is not valid, or a key as well
   */
  TicketLogin shown(HttpServletRequest request) {
    String ticket = ticketOf(request);
    if (ticket == null) {
      throw wrong("show a ticket: a back end gets it, and a page sends it as '?ticket='");
    }
    return used(request, ticket);
  }

  /**
   * A browser sends the cookie with everything. So it counts only for a request that shows no key,
   * and that the container knows no user of.
   */
  private HttpServletRequest ambient(HttpServletRequest request) {
    String cookie = LoginCookie.of(request);
    if (cookie == null
        || request.getUserPrincipal() != null
        || request.getHeader("Authorization") != null
        || request.getHeader(Keys.HEADER) != null) {
      return request;
    }
    return ticketed(
        request,
        logins
            .find(cookie)
            .orElseThrow(
                () ->
                    new Problem(
                            Status.INVALID_LOGIN,
                            "the login of this cookie has ended or expired: log in again with a"
                                + " ticket, or log out with 'DELETE session'")
                        .thrown()));
  }

  private static @Nullable String ticketOf(HttpServletRequest request) {
    String query = request.getQueryString();
    return query != null && query.contains(PARAMETER) // nearly all requests have none
        ? new QueryParameters(query).get(PARAMETER)
        : null;
  }

  private HttpServletRequest ticketed(HttpServletRequest request, TicketLogin login) {
    Instant now = clock.instant();
    Duration lasts = login.hasExpired(now) ? Duration.ZERO : Duration.between(now, login.until());
    return new TicketedRequest(request, login, lasts);
  }

  private TicketLogin used(HttpServletRequest request, String ticket) {
    Optional<TicketLogin> login = tickets.use(ticket);
    if (request.getHeader(Keys.HEADER) != null || HttpCaller.keyOf(request, keys).isPresent()) {
      throw wrong("show a key or a ticket, and not both");
    }
    return login.orElseThrow(
        () ->
            new Problem(
                    Status.INVALID_TICKET,
                    "this ticket was used, has waited too long, or never was one: get another")
                .thrown());
  }

  private static ProblemException wrong(String detail) {
    return new Problem(Status.INVALID_PARAMETER, detail).thrown();
  }
}
