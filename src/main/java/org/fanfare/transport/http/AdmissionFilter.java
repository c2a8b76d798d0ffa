package org.fanfare.transport.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.fanfare.protocol.ProblemException;
import org.fanfare.transport.Ask;
import org.fanfare.transport.websocket.Handshake;
import org.fanfare.transport.websocket.Upgrade;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of everything: refuses what may not be, and hands on the rest with its {@link
 * Ask}.
 *
 * <p>It is the only place where every server lets one refuse a WebSocket properly. Called by many
 * of the container's threads at once; it never waits.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class AdmissionFilter extends HttpFilter {
  static final String PREFIX = "/groups/";
  private static final String ROOT = "/groups";
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self' ws: wss:; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'self'";

  @Inject transient Doorkeeper doorkeeper;
  @Inject transient Upgrade upgrade;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    String path = request.getRequestURI().substring(request.getContextPath().length());
    if (path.startsWith(PREFIX) || path.equals(ROOT)) {
      admit(request, response, chain);
    } else {
      response.setHeader("Content-Security-Policy", CONTENT_POLICY);
      chain.doFilter(request, response);
    }
  }

  private void admit(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Answers.common(response);
    String origin = doorkeeper.listedOrigin(request);
    boolean preflight = request.getMethod().equals("OPTIONS");
    if (origin != null) {
      Answers.crossOrigin(response, origin, preflight);
    }
    if (preflight) {
      response.setHeader("Allow", Answers.METHODS);
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    Ask.@Nullable Want want = null;
    Ask ask;
    try {
      want = doorkeeper.want(request);
      ask = doorkeeper.admit(request, want);
    } catch (ProblemException e) {
      Answers.refuse(request, response, e.problem(), want, doorkeeper.retry());
      return;
    }
    if (ask.want() == Ask.Want.SOCKET && upgrade.isChosen(request.getServletContext())) {
      try {
        upgrade.accept(request, response, ask);
      } catch (ProblemException e) {
        Answers.refuse(request, response, e.problem(), want, doorkeeper.retry());
      }
    } else if (ask.want() == Ask.Want.SOCKET) {
      Handshake.with(ask, () -> chain.doFilter(new WithoutSession(request), response));
    } else {
      if (ask.want() == Ask.Want.PAGE) {
        response.setHeader("Content-Security-Policy", CONTENT_POLICY);
      }
      request.setAttribute(Ask.class.getName(), ask);
      ReturnGate gate = ReturnGate.before(request);
      try {
        chain.doFilter(request, response);
      } finally {
        gate.open();
      }
    }
  }

  /** Open Liberty 26 makes an HTTP session, and a cookie, for every upgrade; nobody needs it. */
  private static final class WithoutSession extends HttpServletRequestWrapper {
    WithoutSession(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
      return null;
    }

    @Override
    public @Nullable HttpSession getSession() {
      return null;
    }
  }
}
