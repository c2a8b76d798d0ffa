package org.fanfare.transport.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.security.Principal;
import org.fanfare.consumer.run.Logins;
import org.fanfare.transport.Quirk;
import org.jspecify.annotations.Nullable;

/**
 * A request of the application during which somebody may log out: a container need not end the HTTP
 * session then, so that nothing else would tell it. A logout by this object is noticed at once; one
 * by another object for the same request, such as an injected one, when the thread of the request
 * returns, since the request has lost its user then.
 *
 * <p>After its thread has handed a request over, to others or to another protocol, the container
 * may use it for another client already ({@link Quirk#REUSES_WHAT_IS_IN_USE}), so that it is not
 * asked any more. Used as the request is: by one thread at a time.
 */
final class WatchedLogin extends HttpServletRequestWrapper {
  private final Logins logins;
  private final @Nullable String entered; // the HTTP session that had a user when the request came
  private boolean handedOver;

  private WatchedLogin(HttpServletRequest request, Logins logins) {
    super(request);
    this.logins = logins;
    this.entered = request.getUserPrincipal() == null ? null : id();
    this.handedOver = UpgradeRequest.isOne(request); // perhaps to an endpoint of the application
  }

  /** Passes a request on. */
  interface Step {
    /** Passes it on, as this object. */
    void pass(HttpServletRequest request) throws IOException, ServletException;
  }

  /** Passes on a request, as itself if it has no HTTP session, of which nobody logs out. */
  static void during(HttpServletRequest request, Logins logins, Step step)
      throws IOException, ServletException {
    if (request.getRequestedSessionId() == null) {
      step.pass(request);
      return;
    }
    WatchedLogin watched = new WatchedLogin(request, logins);
    try {
      step.pass(watched);
    } finally {
      watched.returned();
    }
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
  public AsyncContext startAsync() {
    handedOver = true;
    return super.startAsync();
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    handedOver = true;
    return super.startAsync(request, response);
  }

  @Override
  public <T extends HttpUpgradeHandler> T upgrade(Class<T> handler)
      throws IOException, ServletException {
    handedOver = true;
    return super.upgrade(handler);
  }

  @Override
  public void logout() throws ServletException {
    @Nullable String before = id();
    super.logout();
    loggedOut(before);
  }

  private void returned() {
    if (entered != null && !handedOver && !isAsyncStarted() && getUserPrincipal() == null) {
      loggedOut(entered);
    }
  }

  /** The user of an HTTP session, which may have another id since, has logged out. */
  private void loggedOut(@Nullable String before) {
    if (before != null) {
      logins.loggedOut(before);
    }
    @Nullable String after = id(); // a server may give the session another id at a logout
    if (after != null && !after.equals(before)) {
      logins.loggedOut(after);
    }
  }

  private @Nullable String id() {
    HttpSession session = getSession(false);
    return session == null ? null : session.getId();
  }
}
