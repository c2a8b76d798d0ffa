package org.fanfare.api;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The figures of consumers as meters, with the path of the route as a label. The meters are read by
 * any thread.
 *
 * <p>{@link #register} may be called again, and then adds the words of ends and refusals that have
 * occurred meanwhile: those of applications are not known before.
 */
final class RouteMeters {
  private final MeterRegistry registry;
  private final ConsumerFigures consumers;

  RouteMeters(MeterRegistry registry, ConsumerFigures consumers) {
    this.registry = registry;
    this.consumers = consumers;
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
    consumers.routes().forEach(this::register);
  }

  private void register(String route, Supplier<RouteFigures> figures) {
    Gauge.builder("fanfare.consumer.connections", figures, f -> f.get().open())
        .description("Connections to consumers at the moment")
        .tag("route", route)
        .register(registry);
    counter(route, figures, "opened", "Connections that were accepted", RouteFigures::opened);
    counter(route, figures, "callbacks", "Callbacks that have returned", RouteFigures::callbacks);
    counter(route, figures, "callback.seconds", "The time they took", RouteFigures::seconds);
    counter(route, figures, "failures", "Callbacks that threw", RouteFigures::failures);
    counter(
        route,
        figures,
        "problems",
        "Problems that clients were told of their messages",
        RouteFigures::problems);
    counter(route, figures, "slow", "Callbacks that took too long", RouteFigures::slow);
    byWord(
        route, figures, "ended", "Connections that ended, by the word of why", RouteFigures::ends);
    byWord(
        route,
        figures,
        "refused",
        "Requests that were refused, by the code of the problem",
        RouteFigures::refusals);
  }

  private void gauge(String name, String is, ToDoubleFunction<ConsumerFigures> value) {
    Gauge.builder("fanfare.consumer." + name, consumers, value).description(is).register(registry);
  }

  private void counter(
      String route,
      Supplier<RouteFigures> figures,
      String name,
      String is,
      ToDoubleFunction<RouteFigures> value) {
    FunctionCounter.builder("fanfare.consumer." + name, figures, f -> value.applyAsDouble(f.get()))
        .description(is)
        .tag("route", route)
        .register(registry);
  }

  private void byWord(
      String route,
      Supplier<RouteFigures> figures,
      String name,
      String is,
      Function<RouteFigures, Map<String, Long>> words) {
    for (String word : words.apply(figures.get()).keySet()) {
      FunctionCounter.builder(
              "fanfare.consumer." + name, figures, f -> words.apply(f.get()).getOrDefault(word, 0L))
          .description(is)
          .tag("route", route)
          .tag("code", word)
          .register(registry);
    }
  }
}
