package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fanfare.consumer.run.CurrentHttpSession;
import org.fanfare.consumer.run.Logins;
import org.fanfare.consumer.run.RequestScope;
import org.fanfare.security.ExternalView;
import org.fanfare.transport.HeaderTokens;
import org.jspecify.annotations.Nullable;

/**
 * Copies of a request what its connection may be asked later: a container uses the request again
 * for others. Stateless.
 */
final class HttpScope {
  private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";

  private static final String OURS = "fanfare.";
  private static final String PREFIX = "fanfare.p.";

  /** Where a request offers subprotocols of the application. */
  enum Offer {
    /** Nowhere. */
    NONE,
    /** As subprotocols of its WebSocket. */
    SUBPROTOCOLS,
    /** As subprotocols of a session's WebSocket, which begin with {@code fanfare.p.}. */
    PREFIXED,
    /** In a header of its own. */
    HEADER;

    private List<String> of(HttpServletRequest request) {
      return switch (this) {
        case NONE -> List.of();
        case SUBPROTOCOLS ->
            offered(request).stream().filter(name -> !name.startsWith(OURS)).toList();
        case PREFIXED ->
            offered(request).stream()
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()))
                .toList();
        case HEADER -> List.copyOf(tokens(request, SessionRequests.PROTOCOLS));
      };
    }
  }

  private HttpScope() {}

  /** Returns the subprotocols that a WebSocket's client offers, in its order. */
  static Set<String> offered(HttpServletRequest request) {
    return tokens(request, SUBPROTOCOL);
  }

  private static Set<String> tokens(HttpServletRequest request, String header) {
    return HeaderTokens.of(Collections.list(request.getHeaders(header)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Copies; called on the thread of the request.
   *
   * @param settingsRoles the roles that rules ask for
   * @param offer where the request offers subprotocols of the application
   * @param expires when the caller's login expires; null if that is not known
   */
  static RequestScope of(
      HttpServletRequest request,
      AskedRoute asked,
      Set<String> settingsRoles,
      Offer offer,
      ExternalView outside,
      @Nullable Instant expires) {
    Set<String> roles = roles(asked, settingsRoles);
    HttpSession session = request.getSession(false);
    RequestScope.Facts facts =
        new RequestScope.Facts(
            asked.parameters(),
            request.getQueryString(),
            headers(request),
            offer.of(request),
            request.getUserPrincipal(),
            roles,
            held(request, roles),
            request.getLocale(),
            outside.clientAddress(),
            session == null ? null : login(session));
    return new RequestScope(facts, current(request, session), expires);
  }

  private static CurrentHttpSession current(
      HttpServletRequest request, @Nullable HttpSession known) {
    return new CurrentHttpSession() {
      @Override
      public @Nullable String id() {
        return idNow(request);
      }

      @Override
      public @Nullable Object attribute(String name) {
        return known == null ? null : known.getAttribute(name);
      }
    };
  }

  /**
   * Returns the id that the HTTP session of a request has now; null if it has none, or none any
   * more. A server may return the session that it had found first, although it has ended.
   */
  private static @Nullable String idNow(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null) {
      return null;
    }
    try {
      session.getCreationTime(); // throws it if the session has ended
      return session.getId();
    } catch (IllegalStateException ended) {
      return null;
    }
  }

  /** Returns the roles that may be asked for on a route. */
  static Set<String> roles(AskedRoute asked, Set<String> settingsRoles) {
    Set<String> roles = new HashSet<>(settingsRoles);
    roles.addAll(asked.route().type().roles());
    return roles;
  }

  /** Returns those of some roles that the caller has. */
  static Set<String> held(HttpServletRequest request, Set<String> roles) {
    return request.getUserPrincipal() == null
        ? Set.of()
        : roles.stream().filter(request::isUserInRole).collect(Collectors.toSet());
  }

  private static Logins.HttpLogin login(HttpSession session) {
    return new Logins.HttpLogin(
        session.getId(), Duration.ofSeconds(Math.max(0, session.getMaxInactiveInterval())));
  }

  private static List<String> headers(HttpServletRequest request) {
    List<String> headers = new ArrayList<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      for (String value : Collections.list(request.getHeaders(name))) {
        headers.add(name);
        headers.add(value);
      }
    }
    return headers;
  }
}
