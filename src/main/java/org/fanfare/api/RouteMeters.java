package org.fanfare.api;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The figures of consumers as meters, with the path of the route as a label. The meters are read by
 * any thread; those of routes are as of the last {@link NodeState#scrape}, so that the connections
 * are looked at once for all of them.
 *
 * <p>The words of ends and refusals are those of applications, which are not known before they
 * occur: {@link #registerWords} is called again before the meters are read.
 */
final class RouteMeters {
  private final MeterRegistry registry;
  private final NodeState state;

  RouteMeters(MeterRegistry registry, NodeState state) {
    this.registry = registry;
    this.state = state;
  }

  void register() {
    gauge(
        "sessions",
        "Sessions of consumers, those without a transport included",
        c -> c.sessions().getAsInt());
    gauge(
        "callbacks.running",
        "Callbacks of consumers that run at the moment",
        c -> c.running().getAsInt());
    gauge(
        "callbacks.waiting",
        "Connections whose callbacks wait for a thread",
        c -> c.waiting().getAsInt());
    state.routes().keySet().forEach(this::register);
    registerWords();
  }

  /** Adds those of the words that have occurred since the last time. */
  void registerWords() {
    for (String route : state.routes().keySet()) {
      byWord(route, "ended", "Connections that ended, by the word of why", RouteFigures::ends);
      byWord(
          route,
          "refused",
          "Requests that were refused, by the code of the problem",
          RouteFigures::refusals);
    }
  }

  private void register(String route) {
    now(route, "connections", "Connections to consumers at the moment", RouteFigures.Now::open);
    now(
        route,
        "inbox.messages",
        "Messages of the client with most of them that wait for callbacks",
        RouteFigures.Now::inbox);
    now(
        route,
        "outgoing.messages",
        "Messages that wait for the client with most of them",
        RouteFigures.Now::outgoing);
    now(
        route,
        "paused",
        "Connections without callbacks until their client has read more",
        RouteFigures.Now::paused);
    now(
        route,
        "sessions.waiting",
        "Sessions that wait for a transport",
        RouteFigures.Now::uncarried);
    events(route, "opened", "Connections that were accepted", RouteFigures.Events::opened);
    events(route, "failures", "Callbacks that threw", RouteFigures.Events::failures);
    events(
        route,
        "problems",
        "Problems that clients were told of their messages",
        RouteFigures.Events::problems);
    events(route, "slow", "Callbacks that took too long", RouteFigures.Events::slow);
    events(
        route,
        "resumed",
        "Times that a session went on after a break, or over another transport",
        RouteFigures.Events::resumed);
    events(
        route,
        "expired",
        "Sessions that ended because nothing came to carry them",
        RouteFigures.Events::expired);
  }

  private void gauge(String name, String is, ToDoubleFunction<ConsumerFigures> value) {
    Gauge.builder("fanfare.consumer." + name, state, s -> value.applyAsDouble(s.consumers()))
        .description(is)
        .register(registry);
  }

  private void now(String route, String name, String is, ToDoubleFunction<RouteFigures.Now> value) {
    Gauge.builder("fanfare.consumer." + name, state, s -> value.applyAsDouble(s.route(route).now()))
        .description(is)
        .tag("route", route)
        .register(registry);
  }

  private void events(
      String route, String name, String is, ToDoubleFunction<RouteFigures.Events> value) {
    FunctionCounter.builder(
            "fanfare.consumer." + name, state, s -> value.applyAsDouble(s.route(route).events()))
        .description(is)
        .tag("route", route)
        .register(registry);
  }

  private void byWord(
      String route, String name, String is, Function<RouteFigures, Map<String, Long>> words) {
    for (String word : words.apply(state.route(route)).keySet()) {
      Tags tags = Tags.of("route", route, "code", word);
      if (registry.find("fanfare.consumer." + name).tags(tags).meter() == null) {
        FunctionCounter.builder(
                "fanfare.consumer." + name,
                state,
                s -> words.apply(s.route(route)).getOrDefault(word, 0L))
            .description(is)
            .tags(tags)
            .register(registry);
      }
    }
  }
}
