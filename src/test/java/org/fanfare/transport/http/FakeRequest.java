package org.fanfare.transport.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fanfare.transport.ArrivingStream;
import org.fanfare.transport.Servers;
import org.jspecify.annotations.Nullable;

/** A request as a test describes it: what the test does not say, it has not. */
final class FakeRequest {
  static final String CONTEXT = "/app";
  static final int SESSION_SECONDS = 20; // without a request, and an HTTP session is over

  final ArrivingStream body = new ArrivingStream();
  final FakeResponse response = new FakeResponse();

  private final String method;
  private final String path;
  private final @Nullable String query;
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<Object, Object> attributes = new HashMap<>();
  private String address = "192.0.2.7";
  private String reached = "192.0.2.1";
  private @Nullable String httpSession;
  private @Nullable String user;
  private Instant expires = Instant.EPOCH; // which is no time to expire
  private Set<String> roles = Set.of();
  private String protocol = "HTTP/1.1";
  private @Nullable String mapped;
  private String server = "any";
  private boolean asynchronous;

  /**
   * @param target what follows the path of the application: {@code /groups/…}, perhaps with a query
   */
  FakeRequest(String method, String target) {
    int mark = target.indexOf('?');
    this.method = method;
    this.path = CONTEXT + (mark < 0 ? target : target.substring(0, mark));
    this.query = mark < 0 ? null : target.substring(mark + 1);
  }

  /** One more line of a header. */
  FakeRequest with(String header, String line) {
    headers.merge(
        header,
        List.of(line),
        (before, one) -> Stream.concat(before.stream(), one.stream()).toList());
    return this;
  }

  FakeRequest without(String header) {
    headers.remove(header);
    return this;
  }

  FakeRequest from(String client) {
    address = client;
    return this;
  }

  /** The address of the server at which it arrived. */
  FakeRequest reaching(String local) {
    reached = local;
    return this;
  }

  FakeRequest by(String name, String... inRoles) {
    user = name;
    roles = Set.of(inRoles);
    return this;
  }

  /** What the container has decoded and normalised the path to, behind that of the application. */
  FakeRequest mappedTo(String decoded) {
    mapped = decoded;
    return this;
  }

  FakeRequest over(String version) {
    protocol = version;
    return this;
  }

  /** The name that the server gives itself. */
  FakeRequest at(String name) {
    server = name;
    return this;
  }

  HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, asked, arguments) -> answer(asked.getName(), arguments));
  }

  private @Nullable Object answer(String asked, Object[] arguments) {
    return switch (asked) {
      case "getMethod" -> method;
      case "getProtocol" -> protocol;
      case "getContextPath" -> CONTEXT;
      case "getServletPath" -> isOfGroups() ? "/groups" : mapped();
      case "getPathInfo" -> isOfGroups() ? mapped().substring("/groups".length()) : null;
      case "getRequestURI" -> path;
      case "getQueryString" -> query;
      case "getHeader" -> lines(arguments[0]).stream().findFirst().orElse(null);
      case "getHeaderNames" -> Collections.enumeration(headers.keySet());
      case "getHeaders" -> Collections.enumeration(lines(arguments[0]));
      case "getContentType" -> lines("Content-Type").stream().findFirst().orElse(null);
      case "getContentLengthLong" ->
          lines("Content-Length").stream().findFirst().map(Long::valueOf).orElse(-1L);
      case "getRemoteAddr" -> address;
      case "getLocalAddr" -> reached;
      case "getLocalPort" -> 80;
      case "isSecure" -> false;
      case "getUserPrincipal" -> principal();
      case "getRequestedSessionId" -> httpSession;
      case "getSession" -> httpSession == null ? null : session();
      case "getLocale" -> Locale.ROOT;
      case "isUserInRole" -> roles.contains(arguments[0]);
      case "getServletContext" -> Servers.named(server);
      case "getAttribute" -> attributes.get(arguments[0]);
      case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
      case "getInputStream" -> body;
      case "startAsync" -> {
        asynchronous = true;
        yield async();
      }
      case "getAsyncContext" -> async();
      case "isAsyncStarted" -> asynchronous;
      case "logout" -> {
        user = null;
        yield null;
      }
      default -> throw new UnsupportedOperationException(asked);
    };
  }

  private String mapped() {
    return mapped == null ? path.substring(CONTEXT.length()) : mapped;
  }

  private boolean isOfGroups() {
    return mapped().equals("/groups") || mapped().startsWith("/groups/");
  }

  private List<String> lines(Object header) {
    return headers.getOrDefault(header.toString(), List.of());
  }

  /** It is one of an HTTP session. */
  FakeRequest inSession(String id) {
    httpSession = id;
    return this;
  }

  /** The container uses its object for another client already, who is nobody. */
  void isUsedAgain() {
    user = null;
    asynchronous = false;
  }

  private HttpSession session() {
    return (HttpSession)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpSession.class},
            (self, asked, arguments) ->
                switch (asked.getName()) {
                  case "getId" -> httpSession;
                  case "getCreationTime" -> 0L;
                  case "getMaxInactiveInterval" -> SESSION_SECONDS;
                  default -> throw new UnsupportedOperationException(asked.getName());
                });
  }

  /** The user's login expires at a time, which the principal knows. */
  FakeRequest until(Instant time) {
    expires = time;
    return this;
  }

  /** As that of MicroProfile JWT. */
  record Login(String name, Instant until) implements Principal {
    @Override
    public String getName() {
      return name;
    }

    @SuppressWarnings("unused") // it is called by its name
    public long getExpirationTime() {
      return until.getEpochSecond();
    }
  }

  private @Nullable Principal principal() {
    String name = user;
    return name == null ? null : new Login(name, expires);
  }

  private AsyncContext async() {
    return (AsyncContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {AsyncContext.class},
            (self, asked, arguments) ->
                switch (asked.getName()) {
                  case "getResponse" -> response.response();
                  case "complete" -> {
                    response.completed();
                    yield null;
                  }
                  case "setTimeout", "addListener" -> null;
                  default -> throw new UnsupportedOperationException(asked.getName());
                });
  }

  @Override
  public String toString() {
    return Stream.of(method, path, query, headers)
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
