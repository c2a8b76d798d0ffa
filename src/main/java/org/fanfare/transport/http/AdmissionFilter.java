package org.fanfare.transport.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.fanfare.consumer.run.Logins;
import org.fanfare.session.GroupRequest;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.transport.Quirk;
import org.fanfare.transport.websocket.Handshake;
import org.fanfare.transport.websocket.Upgrade;
import org.jspecify.annotations.Nullable;

/**
 * The filter in front of all requests. It refuses what is not allowed, and answers requests to the
 * group URL. It passes on WebSockets carried by an endpoint, polls if JAX-RS is to carry them, and
 * everything outside the group URL. Requests and responses that are not Fanfare's are passed on
 * unchanged, upgrades included.
 *
 * <p>A filter is the only place where every server allows an application to refuse a WebSocket with
 * a status. Therefore every request to Fanfare that is passed on without having been admitted as a
 * WebSocket is passed on {@linkplain WithoutUpgrade without its Upgrade header}. If a server treats
 * a request as a handshake with Fanfare's endpoint although its path is not Fanfare's, {@link
 * Handshake} refuses it. Called by many of the container's threads at the same time; never blocks.
 *
 * <p>It answers a request itself or passes it on, and never forwards it ({@link
 * Quirk#LOSES_FORWARDED_REQUESTS}).
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class AdmissionFilter extends HttpFilter {
  /**
   * The init parameter that says that Fanfare is part of another application. It is set in {@code
   * web-fragment.xml}.
   */
  private static final String GUEST = "guest";

  @Inject transient HttpAdmission admission;
  @Inject transient Upgrade upgrade;
  @Inject transient BodyRequests bodies;
  @Inject transient ReadRequests reading;
  @Inject transient RouteRequests routes;
  @Inject transient Logins logins;
  @Inject transient TicketLogins tickets;
  @Inject transient LoginRequests logging;
  transient boolean handsOnPolls;
  transient @Nullable Problem shut;
  boolean guest;

  @Override
  public void init() {
    shut = OutOfService.of(getServletContext());
    handsOnPolls = reading.pollsByResource() && !GroupServlet.isMappedIn(getServletContext());
    guest = Boolean.parseBoolean(getInitParameter(GUEST));
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestPath place = RequestPath.of(request, guest);
    if (place != RequestPath.ELSEWHERE) {
      PageHeaders.ofAny(request, response);
    }
    if (place == RequestPath.DEMO) {
      PageHeaders.ofPage(response, admission.outside(request));
      if (refuses(request, response)) {
        return;
      }
    }
    if (place == RequestPath.DEMO || place == RequestPath.ELSEWHERE) {
      elsewhere(request, response, chain);
      return;
    }
    if (shut != null) {
      Responses.common(response);
      refuse(request, response, whileShut(request, response, shut), kindWhileShut(request, place));
      return;
    }
    switch (place) {
      case GROUPS -> admit(request, response, chain);
      case SESSION -> session(request, response);
      case GROUPS_MISSPELT -> {
        Responses.common(response);
        refuse(request, response, Responses.notFound(request), null);
      }
      case OURS, DEMO, ELSEWHERE -> {
        PageHeaders.ofPage(response, admission.outside(request));
        if (!refuses(request, response)) {
          chain.doFilter(WithoutUpgrade.of(request), response);
        }
      }
    }
  }

  /**
   * Returns whether a request for a page, a script or the API is refused: a browser asks for it by
   * a name that is not this server's, or the API could not read it.
   */
  private boolean refuses(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      admission.requireHost(request);
      ApiRequests.require(request);
      return false;
    } catch (ProblemException e) {
      refuse(request, response, e.problem(), null);
      return true;
    }
  }

  private void session(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Responses.common(response);
    try {
      logging.answer(request, response);
    } catch (ProblemException e) {
      refuse(request, response, e.problem(), null);
    }
  }

  private void elsewhere(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!routes.arePresent()) {
      chain.doFilter(request, response);
      return;
    }
    Optional<AskedRoute> asked;
    try {
      asked = routes.find(request);
    } catch (ProblemException e) {
      refuse(request, response, e.problem(), null);
      return;
    }
    WatchedLogin.note(request, logins, asked.isEmpty() || showsTheUser(request, asked.get()));
    WatchedLogin.during(
        request,
        logins,
        watched -> {
          if (asked.isEmpty()) {
            chain.doFilter(watched, response);
          } else {
            route(watched, response, chain, asked.get());
          }
        });
  }

  private void route(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, AskedRoute asked)
      throws IOException, ServletException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Vary", "Accept, Origin, Fanfare-Session, Upgrade");
    try {
      if (shut != null) {
        throw whileShut(request, response, shut).thrown();
      }
      routes.answer(
          tickets.knownOnRoute(request, asked, routes::ticketOfSession), response, chain, asked);
    } catch (ProblemException e) {
      refuse(request, response, e.problem(), asked.kind());
    }
  }

  /** The same for a request to the group URL: the user publishes, or opens a page. */
  private static boolean showsTheUser(HttpServletRequest request, RequestKind kind) {
    return !request.getMethod().equals("GET") || kind == RequestKind.PAGE;
  }

  /**
   * Returns whether the user is there: it is no script that waits for messages, or connects again
   * in order to do so. What a session is sent shows it when it has been read.
   */
  private static boolean showsTheUser(HttpServletRequest request, AskedRoute asked) {
    boolean ofSession = request.getHeader(SessionRequests.HEADER) != null;
    return switch (request.getMethod()) {
      case "GET" -> asked.kind() == null && !ofSession;
      case "POST" -> !ofSession;
      default -> true;
    };
  }

  /**
   * Returns the problem for the client while Fanfare is out of service. The list of origins is not
   * known then, so a page of any other origin may read that it is to come back, but only pages of
   * the own origin may read what is wrong with the settings.
   */
  private static Problem whileShut(
      HttpServletRequest request, HttpServletResponse response, Problem shut) {
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return shut;
    }
    Responses.crossOrigin(response, origin);
    return new Problem(shut.status(), "the settings are wrong: the server's log says which");
  }

  /**
   * Returns the kind of a request to the group URL that reads; null for other requests. The kind
   * matters for a stream, since an {@code EventSource} comes back only if it is told to with status
   * 200.
   */
  private static @Nullable RequestKind kindWhileShut(
      HttpServletRequest request, RequestPath place) {
    return place == RequestPath.GROUPS && request.getMethod().equals("GET")
        ? ContentNegotiation.kind(request.getHeaders("Accept")).orElse(null)
        : null;
  }

  private void admit(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Responses.common(response);
    String origin = admission.listedOrigin(request);
    if (Responses.answersPreflight(
        request, response, origin, Responses.METHODS, Responses.METHODS)) {
      return;
    }
    @Nullable RequestKind kind = null;
    GroupRequest admitted;
    try {
      kind = admission.kind(request);
      admitted = admission.admit(tickets.known(request, kind), kind);
    } catch (ProblemException e) {
      refuse(request, response, e.problem(), kind);
      return;
    }
    if (routes.arePresent()) {
      WatchedLogin.note(request, logins, showsTheUser(request, kind));
    }
    if (kind == RequestKind.SOCKET) {
      answerHandshake(request, response, chain, (GroupRequest.Read) admitted);
      return;
    }
    ReturnGate gate = ReturnGate.before(request);
    try {
      if (admitted instanceof GroupRequest.Publish publish) {
        bodies.read(request, response, kind, publish);
      } else {
        answer(request, response, chain, kind, (GroupRequest.Read) admitted);
      }
    } finally {
      gate.open();
    }
  }

  private void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      RequestKind kind,
      GroupRequest.Read read)
      throws IOException, ServletException {
    if (kind == RequestKind.PAGE) {
      PageHeaders.ofPage(response, admission.outside(request));
    }
    if (kind == RequestKind.POLL && handsOn(request)) {
      request.setAttribute(ReadRequests.ADMITTED, read);
      chain.doFilter(new PollRequest(request), new PollResponse(response));
    } else {
      reading.serve(request, response, kind, read);
    }
  }

  /**
   * Returns whether a poll is passed on to JAX-RS. A poll that offers an upgrade, which is not
   * accepted, is answered here.
   */
  private boolean handsOn(HttpServletRequest request) {
    return handsOnPolls
        && !request.getMethod().equals("HEAD")
        && request.getHeader("Upgrade") == null;
  }

  private void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      Problem problem,
      @Nullable RequestKind kind)
      throws IOException {
    admission.refused(request, problem);
    ReturnGate gate = ReturnGate.before(request);
    try {
      bodies.refuse(
          request,
          response,
          problem,
          admission.isBrought(request) ? null : kind,
          admission.retry());
    } finally {
      gate.open();
    }
  }

  private void answerHandshake(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      GroupRequest.Read read)
      throws IOException, ServletException {
    try {
      Handshakes.answer(
          request, response, chain, upgrade, reading.opening(read, admission.settled(read)));
    } catch (ProblemException e) {
      refuse(request, response, e.problem(), RequestKind.SOCKET);
    }
  }
}
