package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.fanfare.admission.Admission;
import org.fanfare.check.ListedOrigins;
import org.fanfare.check.SeenPath;
import org.fanfare.connection.Whose;
import org.fanfare.consumer.route.ConsumerType;
import org.fanfare.consumer.run.RequestScope;
import org.fanfare.message.GroupName;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.protocol.MessageParser;
import org.fanfare.security.Caller;
import org.fanfare.security.ExternalView;
import org.fanfare.session.Encoders;
import org.fanfare.session.GroupNames;
import org.fanfare.session.GroupRequest;
import org.fanfare.session.StartPositions;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Reads from an HTTP request to the group URL what it asks for, and has it admitted. Safe for use
 * by any thread.
 *
 * <p>It checks, in this order: the method, and the media types that the client accepts ({@link
 * #kind}); then the number of {@code Host} headers, the host that a browser names, the origin of
 * the page that made the request, the group names, the handshake of a WebSocket, the right, where
 * to start, and whether there is room for a connection ({@link #admit}). The first check that fails
 * determines the problem; nothing has been done then.
 */
public final class HttpAdmission {
  private final Admission admission;
  private final Encoders encoders;

  /** Creates the admission of HTTP requests, without encoders of the application. */
  public HttpAdmission(Admission admission) {
    this(admission, Encoders.NONE);
  }

  /**
   * Creates the admission of HTTP requests.
   *
   * @param encoders the encoders that the application provides
   */
  public HttpAdmission(Admission admission, Encoders encoders) {
    this.admission = admission;
    this.encoders = encoders;
  }

  /**
   * Returns the request's origin if it is listed, for the headers that allow a page to read the
   * response; otherwise null.
   */
  @Nullable String listedOrigin(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return admission.isListed(origin) ? origin : null;
  }

  long retry() {
    return admission.retry();
  }

  /** Counts a refused request. */
  void refused(HttpServletRequest request, Problem problem) {
    admission.refused(
        problem,
        () ->
            request.getMethod()
                + " "
                + request.getRequestURI()
                + " from "
                + HttpCaller.from(request, admission.keys(), outside(request)));
  }

  /** Returns the kind of the request, or throws a {@link ProblemException} if it has none. */
  RequestKind kind(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "GET", "HEAD" ->
          UpgradeRequest.isOne(request)
              ? RequestKind.SOCKET
              : kindAccepted(request)
                  .orElseThrow(
                      () ->
                          problem(
                              Status.NOT_ACCEPTABLE,
                              "accept text/event-stream, application/json or text/html"));
      case "POST" -> isLines(request) ? RequestKind.LINES : RequestKind.MESSAGE;
      case "PUT" -> RequestKind.LINES;
      default -> throw problem(Status.METHOD, "read with GET, publish with POST or PUT");
    };
  }

  /**
   * Returns whether the request asks for a stream in a format that the application provides. In
   * such a stream a refusal can be expressed only by the status.
   */
  boolean isBrought(HttpServletRequest request) {
    return ContentNegotiation.one(request.getHeaders("Accept"), encoders.mediaTypes()).isPresent();
  }

  private Optional<RequestKind> kindAccepted(HttpServletRequest request) {
    return isBrought(request)
        ? Optional.of(RequestKind.STREAM)
        : ContentNegotiation.kind(request.getHeaders("Accept"));
  }

  private static boolean isLines(HttpServletRequest request) {
    MediaType type = MessageParser.type(request.getContentType());
    boolean mayBeText = type.kind() == Message.Kind.TEXT || type.equals(MediaType.UNKNOWN);
    return type.essence().equals(BodyRequests.LINES_OF_JSON)
        || (mayBeText && new QueryParameters(request.getQueryString()).has("lines"));
  }

  /** Admits a request, or throws a {@link ProblemException}. */
  GroupRequest admit(HttpServletRequest request, RequestKind kind) {
    ExternalView outside = admitted(request, kind);
    Caller caller = caller(request, outside);
    List<GroupName> groups = groups(request, caller);
    if (kind == RequestKind.SOCKET) {
      UpgradeRequest.requireRight(request);
    }
    if (kind.publishes()) {
      GroupRequest.Publish publish = admission.publishing(caller, groups);
      UpgradeRequest.requireAnEnd(request);
      return publish;
    }
    boolean opens = kind != RequestKind.PAGE && !request.getMethod().equals("HEAD");
    return admission.reading(caller, groups, () -> wish(request, kind), opens);
  }

  /**
   * Admits a request to the route of a consumer, or throws a {@link ProblemException}.
   *
   * @param kind a WebSocket or a stream
   * @return where the request comes from
   */
  ExternalView admit(HttpServletRequest request, RequestKind kind, ConsumerType route) {
    ExternalView outside = admitted(request, kind);
    if (kind == RequestKind.SOCKET) {
      UpgradeRequest.requireRight(request);
    }
    requireAccess(request, route);
    admission.requireRoom(whose(request, outside));
    return outside;
  }

  /**
   * Admits a request of a session on the route of a consumer; otherwise as {@link #admit}.
   *
   * @param opens whether it opens one
   */
  ExternalView admitToSession(HttpServletRequest request, ConsumerType route, boolean opens) {
    ExternalView outside = admitted(request, RequestKind.MESSAGE);
    requireAccess(request, route);
    if (opens) {
      admission.requireRoom(whose(request, outside));
    }
    return outside;
  }

  /** Returns to whom belongs what a request on the route of a consumer opens. */
  Whose whose(HttpServletRequest request) {
    return whose(request, outside(request));
  }

  private static Whose whose(HttpServletRequest request, ExternalView outside) {
    return RequestScope.whose(request.getUserPrincipal(), outside.clientAddress());
  }

  /** Admits a plain request to the route of a consumer; otherwise as {@link #admit}. */
  ExternalView admitPlain(HttpServletRequest request, ConsumerType route) {
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    ExternalView outside = admitted(request, reads ? RequestKind.PAGE : RequestKind.MESSAGE);
    requireAccess(request, route);
    return outside;
  }

  /** Admits a request of a page to log in or out. Returns where it comes from. */
  ExternalView admitLogin(HttpServletRequest request) {
    return admitted(request, RequestKind.MESSAGE);
  }

  /** Returns the roles that the rules of groups ask for. */
  Set<String> rolesOfRules() {
    return admission.roles();
  }

  private static void requireAccess(HttpServletRequest request, ConsumerType route) {
    boolean isLoggedIn = request.getUserPrincipal() != null;
    switch (route.access().decide(isLoggedIn, request::isUserInRole)) {
      case ALLOWED -> {}
      case UNAUTHENTICATED ->
          throw problem(Status.UNAUTHENTICATED, "log in to this application first");
      case REFUSED -> throw problem(Status.REFUSED, "you are not among those who may connect here");
    }
  }

  /** Determines where a WebSocket begins, see {@link Admission#settled}. */
  CompletionStage<StartPositions> settled(GroupRequest.Read read) {
    return admission.settled(read);
  }

  /**
   * Returns what the server sees of the path that the request took, or throws a {@link
   * ProblemException} if the caller may not know.
   */
  SeenPath check(HttpServletRequest request) {
    ExternalView outside = admitted(request, RequestKind.PAGE);
    admission.requireCheck(caller(request, outside));
    return new SeenPath(
        outside,
        request.getRemoteAddr(),
        admission.proxies().trusts(request.getRemoteAddr()),
        SeenPath.FORWARDED.stream().filter(name -> request.getHeader(name) != null).toList(),
        admission.listed(request.getHeader(ListedOrigins.HEADER)),
        admission.heartbeat());
  }

  /** Requires that a browser that sent the request asks for a name of this server. */
  void requireHost(HttpServletRequest request) {
    requireHost(request, outside(request));
  }

  private void requireHost(HttpServletRequest request, ExternalView outside) {
    if (BrowserHeaders.areIn(request)) {
      admission.requireHost(outside, request.getRemoteAddr(), request.getLocalAddr());
    }
  }

  /** Admits the host of a request, and the origin of the page that made it. */
  private ExternalView admitted(HttpServletRequest request, RequestKind kind) {
    requireOneHost(request);
    ExternalView outside = outside(request);
    requireHost(request, outside);
    admission.requireOrigin(BrowserHeaders.of(request, kind), outside);
    return outside;
  }

  private Caller caller(HttpServletRequest request, ExternalView outside) {
    return new HttpCaller(request, admission.keys(), admission.roles(), outside);
  }

  /** Returns the server as the client sees it, and the client. */
  ExternalView outside(HttpServletRequest request) {
    return admission
        .proxies()
        .outside(
            request.getRemoteAddr(),
            request.isSecure(),
            request.getLocalPort(),
            name -> Collections.list(request.getHeaders(name)));
  }

  /**
   * Requires that there is only one {@code Host} header, which not every server ensures ({@link
   * org.fanfare.transport.Quirk#TAKES_SEVERAL_HOSTS}).
   */
  private static void requireOneHost(HttpServletRequest request) {
    if (Responses.isHttp1(request) && Collections.list(request.getHeaders("Host")).size() > 1) {
      throw problem(Status.INVALID_HOST, "a request has one Host header (RFC 9112, 3.2)");
    }
  }

  private static List<GroupName> groups(HttpServletRequest request, Caller caller) {
    String path = request.getRequestURI();
    String prefix = request.getContextPath() + RequestPath.PREFIX;
    String names = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
    try {
      String decoded = URLDecoder.decode(names.replace("+", "%2B"), StandardCharsets.UTF_8);
      return GroupNames.of(List.of(decoded.split(",", -1)), caller);
    } catch (IllegalArgumentException e) {
      throw problem(Status.INVALID_NAME, "the path is not percent-encoded");
    }
  }

  private static Admission.Wish wish(HttpServletRequest request, RequestKind kind) {
    QueryParameters query = new QueryParameters(request.getQueryString());
    String id = kind == RequestKind.STREAM ? lastEventId(request, query) : null;
    StartPositions starts =
        StartPositions.parse(id == null ? query.get("after") : id, query.get("last"));
    return new Admission.Wish(starts, query.get("wait"), kind == RequestKind.POLL);
  }

  /**
   * Returns the id of the last event that the client of a stream received; null if it sent none. An
   * {@code EventSource} sends it in a header. Implementations in scripts send it in the query,
   * since another site would have to allow them a header of their own. The header takes precedence:
   * a URL that contains an id may be opened by an {@code EventSource} that has received later
   * events since.
   */
  private static @Nullable String lastEventId(HttpServletRequest request, QueryParameters query) {
    String header = request.getHeader("Last-Event-ID");
    String id = header == null || header.isEmpty() ? query.get("lastEventId") : header;
    return id == null || id.isEmpty() ? null : id;
  }

  private static ProblemException problem(Status code, String detail) {
    return new Problem(code, detail).thrown();
  }
}
