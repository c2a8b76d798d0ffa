package org.fanfare.api;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What consumers do now, and what happened on their routes. Its suppliers may be called by any
 * thread.
 *
 * @param sessions the number of sessions, those without a transport included
 * @param running the number of callbacks that run
 * @param waiting the number of connections whose callbacks wait for a thread
 * @param routes the figures of each route, by its path with the parameters in braces
 */
public record ConsumerFigures(
    IntSupplier sessions,
    IntSupplier running,
    IntSupplier waiting,
    Map<String, Supplier<RouteFigures>> routes) {
  /** Figures of an application without consumers. */
  public static final ConsumerFigures NONE =
      new ConsumerFigures(() -> 0, () -> 0, () -> 0, Map.of());

  /** Copies the routes, sorted by their paths. */
  public ConsumerFigures {
    routes = new TreeMap<>(routes);
  }

  /** Returns the figures of each route as they are now, sorted by their paths. */
  Map<String, RouteFigures> ofRoutes() {
    Map<String, RouteFigures> figures = new TreeMap<>();
    routes.forEach((path, of) -> figures.put(path, of.get()));
    return Collections.unmodifiableMap(figures);
  }
}
