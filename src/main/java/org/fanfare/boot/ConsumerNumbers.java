package org.fanfare.boot;

import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fanfare.api.ConsumerFigures;
import org.fanfare.api.RouteFigures;
import org.fanfare.consumer.run.ConsumerRoute;
import org.fanfare.consumer.run.ConsumerSessions;
import org.fanfare.consumer.run.RouteStatistics;

/** Shows to operators what happened to consumers. */
final class ConsumerNumbers {
  private static final double NANOS_OF_A_SECOND = 1e9;

  private ConsumerNumbers() {}

  static ConsumerFigures of(ConsumerSessions sessions, Set<ConsumerRoute> routes) {
    return new ConsumerFigures(
        sessions::sessions,
        sessions::running,
        sessions::waiting,
        routes.stream()
            .collect(
                Collectors.toMap(
                    route -> route.type().path().template(),
                    route -> figures(route.statistics()))));
  }

  private static Supplier<RouteFigures> figures(RouteStatistics of) {
    return () ->
        new RouteFigures(
            of.open(),
            of.opened(),
            of.callbacks(),
            of.callbackNanos() / NANOS_OF_A_SECOND,
            of.failures(),
            of.problems(),
            of.slow(),
            of.ends(),
            of.refusals());
  }
}
