package org.fanfare.api;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The times of callbacks as a histogram of Prometheus, with the route and the callback as labels.
 * Called by any thread.
 *
 * <p>Decision. Consumers count the times themselves, as all figures here are counted where they
 * arise, and are asked at a scrape. A timer of Micrometer would have to be told each of them, and
 * has no form that is asked.
 */
final class CallbackHistogram implements Collector {
  private static final String NAME = "fanfare_consumer_callback_seconds";

  private final Supplier<Map<String, RouteFigures>> routes;

  /**
   * A histogram of these figures.
   *
   * @param routes the figures of each route, by its path
   */
  CallbackHistogram(Supplier<Map<String, RouteFigures>> routes) {
    this.routes = routes;
  }

  @Override
  public String getPrometheusName() {
    return NAME;
  }

  @Override
  public MetricSnapshot collect() {
    HistogramSnapshot.Builder all =
        HistogramSnapshot.builder().name(NAME).help("The time that callbacks of consumers took");
    routes
        .get()
        .forEach(
            (route, figures) ->
                figures
                    .callbacks()
                    .forEach((callback, times) -> all.dataPoint(point(route, callback, times))));
    return all.build();
  }

  private static HistogramDataPointSnapshot point(
      String route, String callback, RouteFigures.Times times) {
    return HistogramDataPointSnapshot.builder()
        .labels(Labels.of("route", route, "callback", callback))
        .classicHistogramBuckets(
            ClassicHistogramBuckets.of(
                List.copyOf(times.counts().keySet()), List.copyOf(times.counts().values())))
        .sum(times.seconds())
        .build();
  }
}
