package org.fanfare.consumer.route;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.fanfare.status.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Routes by their paths. Immutable; safe for use by any thread.
 *
 * <p>Segments are compared decoded. Where a literal and a parameter both match, the literal wins,
 * from the left: of {@code /{room}/members} and {@code /chat/{room}}, the second has {@code
 * /chat/members}. A literal that leads to no route does not hide a parameter that does. A parameter
 * matches one segment that is not empty, but, as the first segment, none of those below which
 * Fanfare's own URLs are.
 *
 * @param <T> what a path leads to
 */
public final class RouteTable<T> {
  private final Node<T> root = new Node<>();

  /**
   * The route that a path leads to.
   *
   * @param route the route
   * @param parameters the values of its parameters by name, decoded, in the order of the path; none
   *     is empty
   */
  public record Match<T>(T route, Map<String, String> parameters) {
    /** Copies the parameters. */
    public Match {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }

  /** What paths lead to that have begun in the same way. */
  private static final class Node<T> {
    final Map<String, Node<T>> literals = new HashMap<>();
    @Nullable Node<T> parameter;
    @Nullable End<T> end;
  }

  private record End<T>(T route, RoutePath path, List<RoutePath.Segment> segments) {}

  /**
   * Makes the table.
   *
   * @throws IllegalArgumentException if two routes match the same paths; the message names both
   */
  public RouteTable(Collection<? extends T> routes, Function<? super T, RoutePath> path) {
    for (T route : routes) {
      add(route, path.apply(route));
    }
  }

  private void add(T route, RoutePath path) {
    List<RoutePath.Segment> segments = path.segments();
    Node<T> node = root;
    for (RoutePath.Segment segment : segments) {
      if (!segment.isParameter()) {
        node = node.literals.computeIfAbsent(segment.text(), text -> new Node<>());
      } else {
        if (node.parameter == null) {
          node.parameter = new Node<>();
        }
        node = node.parameter;
      }
    }
    if (node.end != null) {
      throw new IllegalArgumentException(
          "%s of %s and %s of %s match the same paths: give one of them another"
              .formatted(node.end.path(), node.end.route(), path, route));
    }
    node.end = new End<>(route, path, segments);
  }

  /**
   * Returns the route that a path leads to, if there is one. Costs little for the path of another
   * part of the application.
   *
   * @param rawPath the path within the application, as the client wrote it, without the query
   * @throws ProblemException with the status 400, if the path would lead to a route but is
   *     malformed: a segment is not percent-encoded UTF-8, is {@code .} or {@code ..}, or has a
   *     semicolon, a slash, a backslash or a control character, be they percent-encoded or not
   */
  public Optional<Match<T>> match(String rawPath) {
    if (!rawPath.startsWith("/")) {
      return Optional.empty();
    }
    RawPath path = new RawPath(rawPath);
    End<T> end = find(root, path, 0);
    return end == null ? Optional.empty() : Optional.of(match(end, path));
  }

  private @Nullable End<T> find(Node<T> node, RawPath path, int depth) {
    PathSegment segment = path.segment(depth);
    if (segment == null) {
      return node.end;
    }
    Node<T> literal = segment.text() == null ? null : node.literals.get(segment.text());
    End<T> end = literal == null ? null : find(literal, path, depth + 1);
    if (end != null || node.parameter == null || !segment.isFilled()) {
      return end;
    }
    return node == root && isReserved(segment) ? null : find(node.parameter, path, depth + 1);
  }

  private static boolean isReserved(PathSegment first) {
    return first.text() != null && RoutePath.RESERVED.contains(first.text());
  }

  private static <T> Match<T> match(End<T> end, RawPath path) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < end.segments().size(); i++) {
      String value = path.read().get(i).value();
      RoutePath.Segment segment = end.segments().get(i);
      if (segment.isParameter()) {
        parameters.put(segment.text(), value);
      }
    }
    return new Match<>(end.route(), parameters);
  }
}
