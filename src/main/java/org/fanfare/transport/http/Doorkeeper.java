package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.fanfare.check.ListedOrigins;
import org.fanfare.check.SeenPath;
import org.fanfare.connection.Connections;
import org.fanfare.message.GroupName;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.protocol.Intake;
import org.fanfare.protocol.Problem;
import org.fanfare.protocol.ProblemException;
import org.fanfare.publish.Publisher;
import org.fanfare.security.Access;
import org.fanfare.security.BrowserRequest;
import org.fanfare.security.Caller;
import org.fanfare.security.CheckGroups;
import org.fanfare.security.Keys;
import org.fanfare.security.Origins;
import org.fanfare.security.Outside;
import org.fanfare.security.Right;
import org.fanfare.security.Rule;
import org.fanfare.security.Rules;
import org.fanfare.security.TrustedProxies;
import org.fanfare.session.Ask;
import org.fanfare.session.GroupNames;
import org.fanfare.session.Opening;
import org.fanfare.session.Starts;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a request to the one URL is, and whether it may be. Safe for use by any thread.
 *
 * <p>In this order: the method, the page that made it, the names, the face, the right, where to
 * start, the room. The first that is not in order is the problem; nothing has been done then.
 */
public final class Doorkeeper {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

  private final Origins origins;
  private final TrustedProxies proxies;
  private final Keys keys;
  private final Rules rules;
  private final Set<String> roles;
  private final Publisher publisher;
  private final Connections connections;
  private final Opening opening;

  /** A doorkeeper of a node. */
  public Doorkeeper(Access access, Publisher publisher, Connections connections, Opening opening) {
    this.opening = opening;
    this.origins = access.origins();
    this.proxies = access.trustedProxies();
    this.keys = access.keys();
    this.rules = access.rules();
    this.roles = rules.roles();
    this.publisher = publisher;
    this.connections = connections;
  }

  /**
   * The origin of a page that is listed, for the headers that let it read the answer; else null.
   */
  @Nullable String listedOrigin(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return origins.isListed(origin) ? origin : null;
  }

  long retry() {
    return connections.retry();
  }

  /** Counts a request that was refused. */
  void refused(HttpServletRequest request, Problem problem) {
    publisher
        .refusals()
        .count(
            problem,
            () ->
                request.getMethod()
                    + " "
                    + request.getRequestURI()
                    + " from "
                    + HttpCaller.from(
                        outside(request).clientAddress(), request.getHeader("Origin")));
  }

  /** What the request wants, as far as one can tell of any request. */
  Ask.Want want(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "GET", "HEAD" ->
          UpgradeRequest.isOne(request)
              ? Ask.Want.SOCKET
              : Accepted.face(request.getHeaders("Accept"))
                  .orElseThrow(
                      () ->
                          problem(
                              Problem.Code.NOT_ACCEPTABLE,
                              "accept text/event-stream, application/json or text/html"));
      case "POST" -> isLines(request) ? Ask.Want.LINES : Ask.Want.PUBLISH;
      case "PUT" -> Ask.Want.LINES;
      default -> throw problem(Problem.Code.METHOD, "read with GET, publish with POST or PUT");
    };
  }

  private static boolean isLines(HttpServletRequest request) {
    MediaType type = Intake.type(request.getContentType());
    boolean mayBeText = type.kind() == Message.Kind.TEXT || type.equals(MediaType.UNKNOWN);
    return type.essence().equals(BodyFace.LINES_OF_JSON)
        || (mayBeText && new Query(request.getQueryString()).has("lines"));
  }

  /** Lets a request in, or throws a {@link ProblemException}. */
  Ask admit(HttpServletRequest request, Ask.Want want) {
    requireOneHost(request);
    Outside outside = outside(request);
    requireOrigin(request, want, outside);
    List<GroupName> groups = groups(request);
    if (want == Ask.Want.SOCKET) {
      UpgradeRequest.requireRight(request);
    }
    Caller caller = new HttpCaller(request, keys, roles, outside);
    boolean reads = want != Ask.Want.PUBLISH && want != Ask.Want.LINES;
    if (!reads) {
      publisher.requireRight(caller, groups);
      UpgradeRequest.requireAnEnd(request);
      return new Ask(want, groups, Starts.NOW, caller, Duration.ZERO);
    }
    publisher.requireReading(caller, groups);
    Query query = new Query(request.getQueryString());
    Starts starts = starts(request, want, query);
    Duration wait = wait(query, want, groups.stream().allMatch(CheckGroups::include));
    if (want != Ask.Want.PAGE && !request.getMethod().equals("HEAD")) {
      requireRoom();
    }
    if (want == Ask.Want.SOCKET) {
      // the handshake is answered before the endpoint is told: what is published then must not be
      // missed
      starts = opening.settled(connections.shard(), groups, starts);
    }
    return new Ask(want, groups, starts, caller, wait);
  }

  /** Lets a request see what the path to the server does, or throws a {@link ProblemException}. */
  SeenPath check(HttpServletRequest request) {
    Outside outside = outside(request);
    requireOrigin(request, Ask.Want.PAGE, outside);
    GroupName group = new GroupName(CheckGroups.PREFIX + "path");
    if (rules.ruleFor(group).map(Rule::join).orElse(null) instanceof Right.Closed closed) {
      throw problem(Problem.Code.REFUSED, "the check page is closed, because " + closed.why());
    }
    publisher.requireReading(new HttpCaller(request, keys, roles, outside), List.of(group));
    return new SeenPath(
        outside,
        request.getRemoteAddr(),
        proxies.trusts(request.getRemoteAddr()),
        SeenPath.FORWARDED.stream().filter(name -> request.getHeader(name) != null).toList(),
        ListedOrigins.of(origins.pages(), request.getHeader(ListedOrigins.HEADER)),
        connections.settings().heartbeat());
  }

  private Outside outside(HttpServletRequest request) {
    return proxies.outside(
        request.getRemoteAddr(),
        request.isSecure(),
        request.getLocalPort(),
        name -> Collections.list(request.getHeaders(name)));
  }

  /** Payara and Open Liberty take a request with several, and each may take another of them. */
  private static void requireOneHost(HttpServletRequest request) {
    if (Answers.isHttp1(request) && Collections.list(request.getHeaders("Host")).size() > 1) {
      throw problem(Problem.Code.INVALID_HOST, "a request has one Host header (RFC 9112, 3.2)");
    }
  }

  private void requireOrigin(HttpServletRequest request, Ask.Want want, Outside outside) {
    BrowserRequest page =
        new BrowserRequest(
            joined(request, "Origin"),
            request.getHeader("Sec-Fetch-Site"),
            request.getHeader("Sec-Fetch-Mode"),
            request.getHeader("Sec-Fetch-Dest"),
            want == Ask.Want.PAGE);
    if (!origins.allows(page, outside)) {
      throw problem(Problem.Code.FOREIGN_ORIGIN, origins.refusal(page, outside));
    }
  }

  private static @Nullable String joined(HttpServletRequest request, String header) {
    List<String> lines = Collections.list(request.getHeaders(header));
    return lines.isEmpty() ? null : String.join(", ", lines);
  }

  private static List<GroupName> groups(HttpServletRequest request) {
    String path = request.getRequestURI();
    String prefix = request.getContextPath() + Place.PREFIX;
    String names = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
    try {
      String decoded = URLDecoder.decode(names.replace("+", "%2B"), StandardCharsets.UTF_8);
      return GroupNames.of(List.of(decoded.split(",", -1)));
    } catch (IllegalArgumentException e) {
      throw problem(Problem.Code.INVALID_NAME, "the path is not percent-encoded");
    }
  }

  private static Starts starts(HttpServletRequest request, Ask.Want want, Query query) {
    String id = want == Ask.Want.STREAM ? lastEventId(request, query) : null;
    return Starts.parse(id == null ? query.get("after") : id, query.get("last"));
  }

  /**
   * Where an event stream was left: an {@code EventSource} says it in a header; those that are made
   * of scripts, which would need leave for a header of their own, in the query. The header counts
   * first, since a URL in which an id stands may be opened by an {@code EventSource} that has gone
   * on since.
   */
  private static @Nullable String lastEventId(HttpServletRequest request, Query query) {
    String header = request.getHeader("Last-Event-ID");
    String id = header == null || header.isEmpty() ? query.get("lastEventId") : header;
    return id == null || id.isEmpty() ? null : id;
  }

  private Duration wait(Query query, Ask.Want want, boolean checks) {
    if (want != Ask.Want.POLL && !checks) {
      return Duration.ZERO;
    }
    Duration heartbeat = connections.settings().heartbeat();
    Duration most = checks ? CheckGroups.MOST_SILENCE : heartbeat;
    String text = query.get("wait");
    if (text == null) {
      return want == Ask.Want.POLL ? heartbeat : Duration.ZERO;
    }
    if (SECONDS.matcher(text).matches()) {
      Duration asked = Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue());
      return asked.compareTo(most) < 0 ? asked : most;
    }
    throw problem(
        Problem.Code.INVALID_PARAMETER,
        "'wait' is a number of seconds below 1000000000, such as 20 or 0.5");
  }

  private void requireRoom() {
    switch (connections.admission()) {
      case OPEN -> {}
      case FULL -> throw Opening.FULL.thrown();
      case STOPPING -> throw Opening.STOPPING.thrown();
    }
  }

  private static ProblemException problem(Problem.Code code, String detail) {
    return new Problem(code, detail).thrown();
  }
}
