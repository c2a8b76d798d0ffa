package org.fanfare.transport.http;

import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Users;
import org.fanfare.security.CookieLogins;
import org.fanfare.security.ExternalView;
import org.fanfare.security.TicketLogin;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;

/**
 * Answers {@code POST session?ticket=}, by which a page logs in for more than one request, and
 * {@code DELETE session}, by which it logs out. An {@code EventSource} cannot show another ticket
 * when it comes back; the cookie that it sends then is made here. Safe for use by any thread;
 * nothing blocks.
 */
public final class LoginRequests {
  private static final String METHODS = "POST, DELETE, OPTIONS";

  private final HttpAdmission admission;
  private final TicketLogins tickets;
  private final CookieLogins logins;
  private final Users users;

  /** The logins of a node. */
  public LoginRequests(
      HttpAdmission admission, TicketLogins tickets, CookieLogins logins, Users users) {
    this.admission = admission;
    this.tickets = tickets;
    this.logins = logins;
    this.users = users;
  }

  /** Answers, or throws a {@link ProblemException} with which the request is to be refused. */
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String origin = admission.listedOrigin(request);
    if (Responses.answersPreflight(request, response, origin, METHODS, METHODS)) {
      return;
    }
    ExternalView outside = admission.admitLogin(request);
    switch (request.getMethod()) {
      case "POST" -> begin(request, response, outside);
      case "DELETE" -> end(request, response);
      default -> {
        response.setHeader("Allow", METHODS);
        throw new Problem(Status.METHOD, "log in with POST and a ticket, log out with DELETE")
            .thrown();
      }
    }
  }

  private void begin(HttpServletRequest request, HttpServletResponse response, ExternalView outside)
      throws IOException {
    TicketLogin login = tickets.shown(request);
    boolean secure = outside.scheme().equals("https");
    if (!secure && !outside.isLoopback()) {
      throw new Problem(
              Status.REFUSED,
              "a browser keeps this login over https alone, or on localhost; if a proxy in front ends"
                  + " TLS, list it in fanfare.trusted-proxies")
          .thrown();
    }
    String cookie =
        logins
            .begin(login)
            .orElseThrow(
                () ->
                    new Problem(
                            Status.TOO_MANY_LOGINS,
                            "there are " + CookieLogins.MOST + " logins by cookies")
                        .thrown());
    forget(request)
        .filter(before -> !before.getName().equals(login.getName()))
        .ifPresent(before -> users.end(before, Ended.LOGGED_OUT));
    response.addHeader("Set-Cookie", LoginCookie.set(request, cookie, secure));
    String body =
        Json.createObjectBuilder()
            .add("user", login.getName())
            .add("expires", login.grant().expires().toSeconds())
            .build()
            .toString();
    Responses.send(request, response, 200, Responses.JSON, Responses.utf8(body));
  }

  private void end(HttpServletRequest request, HttpServletResponse response) {
    forget(request).ifPresent(login -> users.end(login, Ended.LOGGED_OUT));
    response.addHeader("Set-Cookie", LoginCookie.deleted(request));
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  /** Ends the login of the cookie that a request shows; returns it, if it was one. */
  private Optional<TicketLogin> forget(HttpServletRequest request) {
    return Optional.ofNullable(LoginCookie.of(request)).flatMap(logins::end);
  }
}
