package org.fanfare.boot;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fanfare.api.ConsumerFigures;
import org.fanfare.api.RouteFigures;
import org.fanfare.consumer.run.Backlog;
import org.fanfare.consumer.run.Callback;
import org.fanfare.consumer.run.CallbackTimes;
import org.fanfare.consumer.run.ConsumerRoute;
import org.fanfare.consumer.run.ConsumerSessions;
import org.fanfare.consumer.run.RouteStatistics;

/** Shows to operators what happened to consumers. */
final class ConsumerNumbers {
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
    return () -> new RouteFigures(now(of), events(of), times(of), of.ends(), of.refusals());
  }

  private static RouteFigures.Now now(RouteStatistics of) {
    Backlog backlog = of.backlog();
    return new RouteFigures.Now(
        of.open(), backlog.inbox(), backlog.outgoing(), backlog.paused(), backlog.uncarried());
  }

  private static RouteFigures.Events events(RouteStatistics of) {
    return new RouteFigures.Events(
        of.opened(), of.failures(), of.problems(), of.slow(), of.resumed(), of.expired());
  }

  private static Map<String, RouteFigures.Times> times(RouteStatistics of) {
    Map<String, RouteFigures.Times> called = new TreeMap<>();
    for (Callback callback : Callback.values()) {
      CallbackTimes times = of.times(callback);
      RouteFigures.Times figures = new RouteFigures.Times(times.counts(), times.seconds());
      if (figures.count() > 0) {
        called.put(callback.word(), figures);
      }
    }
    return called;
  }
}
