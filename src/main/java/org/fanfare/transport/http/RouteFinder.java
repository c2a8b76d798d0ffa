package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fanfare.consumer.Plain;
import org.fanfare.consumer.route.RouteTable;
import org.fanfare.consumer.run.ConsumerRoute;
import org.fanfare.status.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Finds which requests are on routes of consumers, and leaves others to the rest of the
 * application. Immutable; safe for use by any thread.
 */
final class RouteFinder {
  private final RouteTable<ConsumerRoute> routes;
  private final List<String> paths;
  private final Plain plain;

  /**
   * Finds these routes.
   *
   * @param plain what {@link Plain#AS_SET} means
   */
  RouteFinder(Set<ConsumerRoute> routes, Plain plain) {
    this.routes = new RouteTable<>(routes, route -> route.type().path());
    this.paths = routes.stream().map(route -> route.type().path().template()).toList();
    this.plain = plain;
  }

  /** Returns the paths of the routes, with their parameters in braces. */
  List<String> paths() {
    return paths;
  }

  /**
   * Finds the route that a request asks for; empty if it asks for none, or if the route lets the
   * rest of the application answer it.
   *
   * @throws ProblemException if the path would lead to a route but is malformed
   */
  Optional<AskedRoute> find(HttpServletRequest request) {
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    String path = request.getRequestURI();
    String context = request.getContextPath();
    if (!path.startsWith(context)) {
      return Optional.empty();
    }
    return routes
        .match(path.substring(context.length()))
        .map(match -> new AskedRoute(match.route(), match.parameters(), kind(request)))
        .filter(asked -> !isLeftToOthers(asked, request));
  }

  private static @Nullable RequestKind kind(HttpServletRequest request) {
    if (UpgradeRequest.isOne(request)) {
      return RequestKind.SOCKET;
    }
    boolean stream =
        request.getMethod().equals("GET")
            && ContentNegotiation.one(request.getHeaders("Accept"), Set.of(Responses.EVENTS))
                .isPresent();
    return stream ? RequestKind.STREAM : null;
  }

  private boolean isLeftToOthers(AskedRoute asked, HttpServletRequest request) {
    return asked.kind() == null
        && !asked.route().type().isPlainHttp()
        && plain(asked.route()) == Plain.PASS
        && request.getHeader(SessionRequests.HEADER) == null
        && request.getHeader("Access-Control-Request-Method") == null;
  }

  private Plain plain(ConsumerRoute route) {
    Plain own = route.type().plain();
    return own == Plain.AS_SET ? plain : own;
  }
}
