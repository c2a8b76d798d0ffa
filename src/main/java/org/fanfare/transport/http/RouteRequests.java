package org.fanfare.transport.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Transport;
import org.fanfare.consumer.Plain;
import org.fanfare.consumer.run.Accepted;
import org.fanfare.consumer.run.ConsumerRoute;
import org.fanfare.consumer.run.ConsumerSessions;
import org.fanfare.consumer.run.LoginExpiries;
import org.fanfare.consumer.run.RequestScope;
import org.fanfare.consumer.run.SessionCall;
import org.fanfare.consumer.run.Surroundings;
import org.fanfare.security.ExternalView;
import org.fanfare.security.TicketLogin;
import org.fanfare.session.SocketOpening;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.fanfare.transport.WritePolicies;
import org.fanfare.transport.websocket.Upgrade;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests on the routes of consumers: WebSockets, streams, and plain HTTP. Called by
 * many of the container's threads at the same time; only the consumer's own {@code connect} may
 * block one.
 */
public final class RouteRequests {
  private static final String METHODS = "GET, HEAD, POST, OPTIONS";

  private final RouteFinder finder;
  private final ConsumerSessions sessions;
  private final SessionRequests requests;
  private final HttpAdmission admission;
  private final Upgrade upgrade;
  private final WritePolicies writing;
  private final ConnectionTimes times;
  private final Supplier<Surroundings> contexts;
  private final LoginExpiries expiries;

  /**
   * The requests of these routes.
   *
   * @param plain what {@link Plain#AS_SET} means
   * @param times those of streams
   * @param contexts captures the contexts of the calling thread
   * @param expiries finds when logins expire
   */
  public RouteRequests(
      Set<ConsumerRoute> routes,
      Plain plain,
      ConsumerSessions sessions,
      SessionRequests requests,
      HttpAdmission admission,
      Upgrade upgrade,
      WritePolicies writing,
      ConnectionTimes times,
      Supplier<Surroundings> contexts,
      LoginExpiries expiries) {
    this.finder = new RouteFinder(routes, plain);
    this.sessions = sessions;
    this.requests = requests;
    this.admission = admission;
    this.upgrade = upgrade;
    this.writing = writing;
    this.times = times;
    this.contexts = contexts;
    this.expiries = expiries;
  }

  /** Returns whether the application has any route. */
  boolean arePresent() {
    return !finder.paths().isEmpty();
  }

  /** Returns the paths of the routes, with their parameters in braces. */
  public List<String> paths() {
    return finder.paths();
  }

  /** Finds the route that a request asks for, see {@link RouteFinder#find}. */
  Optional<AskedRoute> find(HttpServletRequest request) {
    return finder.find(request);
  }

  /** Returns the login of the ticket with which a session was opened; null if there is none. */
  @Nullable TicketLogin ticketOfSession(String id) {
    return sessions.openedBy(id) instanceof TicketLogin login ? login : null;
  }

  /** Answers, or throws a {@link ProblemException} with which the request is to be refused. */
  void answer(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, AskedRoute asked)
      throws IOException, ServletException {
    String origin = admission.listedOrigin(request);
    if (Responses.answersPreflight(request, response, origin, METHODS, Responses.METHODS)) {
      return;
    }
    if (request.getHeader(SessionRequests.HEADER) != null) {
      session(request, response, asked);
    } else if (asked.kind() == null) {
      plain(request, response, asked);
    } else {
      open(request, response, chain, asked, asked.kind());
    }
  }

  private void session(HttpServletRequest request, HttpServletResponse response, AskedRoute asked)
      throws IOException {
    boolean opens = SessionRequests.opens(request);
    ExternalView outside = admittedToSession(request, asked, opens);
    if (opens) {
      requests.opened(
          request,
          response,
          sessions.session(
              asked.route(),
              scope(request, asked, HttpScope.Offer.HEADER, outside),
              SessionRequests.owner(request),
              contexts.get()));
    } else {
      requests.answer(request, response, call(request, asked));
    }
  }

  /** A caller who may not use the route any more is refused, and the session that it names ends. */
  private ExternalView admittedToSession(
      HttpServletRequest request, AskedRoute asked, boolean opens) {
    try {
      return counted(asked, () -> admission.admitToSession(request, asked.route().type(), opens));
    } catch (ProblemException refused) {
      if (!opens && refused.problem().status() == Status.REFUSED) {
        requests.end(request, call(request, asked), refused.problem());
      }
      throw refused;
    }
  }

  private SessionCall call(HttpServletRequest request, AskedRoute asked) {
    return new SessionCall(
        asked.route(),
        asked.parameters(),
        SessionRequests.owner(request),
        admission.whose(request),
        HttpScope.held(request, HttpScope.roles(asked, admission.rolesOfRules())),
        expiries.of(request.getUserPrincipal()));
  }

  /** Admits, and counts it for the route if that is refused. */
  private static ExternalView counted(AskedRoute asked, Supplier<ExternalView> admits) {
    try {
      return admits.get();
    } catch (ProblemException refused) {
      asked.route().statistics().refused(refused.problem().word());
      throw refused;
    }
  }

  private RequestScope scope(
      HttpServletRequest request, AskedRoute asked, HttpScope.Offer offer, ExternalView outside) {
    return HttpScope.of(
        request,
        asked,
        admission.rolesOfRules(),
        offer,
        outside,
        expiries.of(request.getUserPrincipal()));
  }

  private void open(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      AskedRoute asked,
      RequestKind kind)
      throws IOException, ServletException {
    response.setHeader("Cache-Control", "no-store");
    ExternalView outside =
        counted(asked, () -> admission.admit(request, kind, asked.route().type()));
    if (kind == RequestKind.STREAM) {
      RequestScope scope = scope(request, asked, HttpScope.Offer.NONE, outside);
      stream(request, sessions.bare(asked.route(), scope, Transport.SSE, contexts.get()));
    } else {
      Handshakes.answer(request, response, chain, upgrade, socket(request, asked, outside));
    }
  }

  /** A WebSocket is bare unless it offers one of our subprotocols of sessions. */
  private SocketOpening socket(HttpServletRequest request, AskedRoute asked, ExternalView outside) {
    Set<String> offered = HttpScope.offered(request);
    if (offered.contains(ConsumerSessions.RESUME)) {
      return sessions.resumption(call(request, asked));
    }
    if (offered.contains(ConsumerSessions.SESSION)) {
      return sessions.socket(
          asked.route(),
          scope(request, asked, HttpScope.Offer.PREFIXED, outside),
          SessionRequests.owner(request),
          contexts.get());
    }
    return sessions.bare(
        asked.route(),
        scope(request, asked, HttpScope.Offer.SUBPROTOCOLS, outside),
        Transport.WEBSOCKET,
        contexts.get());
  }

  private void stream(HttpServletRequest request, Accepted accepted) throws IOException {
    ReturnGate gate = ReturnGate.before(request);
    boolean begun = false;
    try {
      ResponseWriter writer = new ResponseWriter(request, true, writing);
      accepted.stream(
          times,
          encoder -> ReadRequests.outlet(encoder, writer, true),
          connection -> writer.listen(connection::gone));
      begun = true;
    } finally {
      gate.open();
      if (!begun) {
        accepted.abandon();
      }
    }
  }

  private void plain(HttpServletRequest request, HttpServletResponse response, AskedRoute asked)
      throws IOException {
    ExternalView outside = admission.admitPlain(request, asked.route().type());
    if (asked.route().type().isPlainHttp() && !request.getMethod().equals("HEAD")) {
      PlainAnswers.answer(sessions.instances(), asked.route(), request, response);
      return;
    }
    throw new Problem(
            Status.UPGRADE_REQUIRED,
            "connect by WebSocket at "
                + address(outside)
                + request.getRequestURI()
                + ", read a stream of events with 'Accept: text/event-stream', or open a session with"
                + " POST and 'Fanfare-Session: new'")
        .thrown();
  }

  /** Returns the address of the server, as a client has to write it for a WebSocket. */
  private static String address(ExternalView outside) {
    boolean secure = outside.scheme().equals("https");
    String port = outside.port() == (secure ? 443 : 80) ? "" : ":" + outside.port();
    return outside.host().isEmpty() ? "" : (secure ? "wss://" : "ws://") + outside.host() + port;
  }
}
