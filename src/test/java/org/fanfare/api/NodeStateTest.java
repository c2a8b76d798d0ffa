package org.fanfare.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.LogCapture;
import org.fanfare.connection.ConnectionSettings;
import org.fanfare.connection.Connections;
import org.fanfare.connection.PendingBounds;
import org.fanfare.connection.SocketLimits;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.LayerState;
import org.fanfare.layer.OneNode;
import org.fanfare.layer.Policies;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.security.CookieLogins;
import org.fanfare.security.Tickets;
import org.fanfare.status.Refusals;
import org.junit.jupiter.api.Test;

/** What a scrape shows, and what it costs. */
final class NodeStateTest {
  private static final LayerState INTERRUPTED =
      new LayerState(LayerState.Kind.INTERRUPTED, Instant.parse("2026-01-01T00:00:00Z"), "a cable");

  private final LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger routesLookedAt = new AtomicInteger();
  private Map<String, Long> refusals = Map.of();
  private final NodeState state =
      new NodeState(
          new OneNode(counted(memory.layer()), INTERRUPTED),
          new Connections(
              List.of(Runnable::run),
              new ConnectionSettings(
                  10,
                  1000,
                  Duration.ofSeconds(25),
                  SocketLimits.replies(3),
                  new PendingBounds(1000, 1000),
                  Duration.ofSeconds(1)),
              () -> 0,
              new Random(1)),
          new NodeState.Bodies(() -> 0, () -> 0, () -> 0),
          new NodeState.Begun(() -> 0, 1000),
          new NodeState.Workers(() -> 2, 8),
          new Tickets(new SecureRandom(), Clock.systemUTC()),
          new CookieLogins(new SecureRandom(), Clock.systemUTC()),
          new Refusals(() -> 0),
          new ConsumerFigures(() -> 3, () -> 2, () -> 1, Map.of("/chat/{room}", this::chat)),
          List.of());

  private RouteFigures chat() {
    routesLookedAt.incrementAndGet();
    return new RouteFigures(
        new RouteFigures.Now(5, 12, 34, 2, 1),
        new RouteFigures.Events(9, 2, 4, 1, 7, 3),
        Map.of("connect", times(9, 0.25), "fromClient", times(11, 1.25)),
        Map.of("left", 4L),
        refusals);
  }

  private static RouteFigures.Times times(long count, double seconds) {
    return new RouteFigures.Times(
        new TreeMap<>(Map.of(1.0, 2L, Double.POSITIVE_INFINITY, count - 2)), seconds);
  }

  private ChannelLayer counted(ChannelLayer layer) {
    return (ChannelLayer)
        Proxy.newProxyInstance(
            ChannelLayer.class.getClassLoader(),
            new Class<?>[] {ChannelLayer.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("statistics")) {
                looks.incrementAndGet();
              }
              return method.invoke(layer, arguments);
            });
  }

  @Test
  void howTheLayerIsStandsInTheStatisticsAndTheMeters() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    state.bindTo(registry);

    assertThat(state.json().getJsonObject("layer"))
        .hasToString(
            "{\"name\":\"made-up\",\"kind\":\"interrupted\",\"since\":\"2026-01-01T00:00:00Z\","
                + "\"why\":\"a cable\"}");
    assertThat(state.scrape(registry)).contains("fanfare_layer_up 0.0");
  }

  /** Rule P38: figures by route. */
  @Test
  void whatHappensOnARouteStandsInTheStatistics() {
    assertThat(state.json().getJsonObject("consumers"))
        .hasToString("{\"sessions\":3,\"running\":2,\"waiting\":1}");
    assertThat(state.json().getJsonObject("routes"))
        .hasToString(
            "{\"/chat/{room}\":{\"open\":5,\"inbox\":12,\"outgoing\":34,\"paused\":2,\"waiting\":1,"
                + "\"opened\":9,\"resumed\":7,\"expired\":3,\"callbacks\":20,\"seconds\":1.5,"
                + "\"times\":{\"connect\":{\"count\":9,\"seconds\":0.25},"
                + "\"fromClient\":{\"count\":11,\"seconds\":1.25}},"
                + "\"failures\":2,\"problems\":4,\"slow\":1,\"ends\":{\"left\":4},"
                + "\"refusals\":{}}}");
  }

  /** Rule P38: figures by route. */
  @Test
  void aScrapeShowsTheCodesOfARouteThatHaveOccurredSinceTheLastOne() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    state.bindTo(registry);
    assertThat(state.scrape(registry)).doesNotContain("no-table");

    refusals = Map.of("no-table", 2L);

    assertThat(state.scrape(registry))
        .contains("fanfare_consumer_refused_total{code=\"no-table\",route=\"/chat/{room}\"} 2.0");
    refusals = Map.of("no-table", 3L);
    assertThat(state.scrape(registry))
        .contains("fanfare_consumer_refused_total{code=\"no-table\",route=\"/chat/{room}\"} 3.0");
  }

  /** A meter that is registered twice is a warning in the log of the server, at each scrape. */
  @Test
  void aScrapeRegistersNoMeterTwice() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (LogCapture log = new LogCapture(MeterRegistry.class.getName())) {
      state.bindTo(registry);
      state.scrape(registry);
      state.scrape(registry);

      assertThat(log.lines()).isEmpty();
    }
  }

  /** Rule P38: to look at what waits is to look at each connection. */
  @Test
  void oneScrapeLooksAtEachRouteOnce() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    state.bindTo(registry);
    routesLookedAt.set(0);

    state.scrape(registry);

    assertThat(routesLookedAt).hasValue(1);
  }

  @Test
  void oneScrapeGoesThroughTheGroupsOnceAndShowsThemAsTheyAre() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    state.bindTo(registry);
    memory.publish(new GroupName("demo.a"), "one");
    memory.publish(new GroupName("demo.b"), "two");
    looks.set(0);

    String scraped = state.scrape(registry);

    assertThat(looks).hasValue(1);
    assertThat(scraped)
        .contains(
            "fanfare_groups 2.0", "fanfare_log_publications 2.0", "fanfare_published_total 2.0");
    memory.publish(new GroupName("demo.a"), "three");
    assertThat(state.scrape(registry)).contains("fanfare_log_publications 3.0");
  }
}
