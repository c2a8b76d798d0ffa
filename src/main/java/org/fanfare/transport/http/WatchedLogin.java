package org.fanfare.transport.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import org.fanfare.consumer.run.Logins;
import org.jspecify.annotations.Nullable;

/**
 * A request of the application during which somebody may log out: a container need not end the HTTP
 * session then, so that nothing else would tell it. Used as the request is: by one thread at a
 * time.
 */
final class WatchedLogin extends HttpServletRequestWrapper {
  private final Logins logins;

  private WatchedLogin(HttpServletRequest request, Logins logins) {
    super(request);
    this.logins = logins;
  }

  /** Returns the request to pass on: itself if it has no HTTP session, of which nobody logs out. */
  static HttpServletRequest of(HttpServletRequest request, Logins logins) {
    return request.getRequestedSessionId() == null ? request : new WatchedLogin(request, logins);
  }

  /**
   * Notes a request of an HTTP session.
   *
   * @param counts see {@link Logins#seen}
   */
  static void note(HttpServletRequest request, Logins logins, boolean counts) {
    if (request.getRequestedSessionId() == null) {
      return;
    }
    HttpSession session = request.getSession(false);
    if (session != null) {
      Principal user = request.getUserPrincipal();
      logins.seen(session.getId(), user == null ? null : user.getName(), counts);
    }
  }

  @Override
  public void logout() throws ServletException {
    @Nullable String before = id();
    super.logout();
    loggedOut(before);
    @Nullable String after = id(); // a server may give the session another id at a logout
    if (after != null && !after.equals(before)) {
      loggedOut(after);
    }
  }

  private void loggedOut(@Nullable String session) {
    if (session != null) {
      logins.loggedOut(session);
    }
  }

  private @Nullable String id() {
    HttpSession session = getSession(false);
    return session == null ? null : session.getId();
  }
}
