package org.fanfare.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.layer.LayerMeter.Kind.COUNTER;
import static org.fanfare.layer.LayerMeter.Kind.GAUGE;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fanfare.connection.ConnectionSettings;
import org.fanfare.connection.Connections;
import org.fanfare.connection.PendingBounds;
import org.fanfare.connection.SocketLimits;
import org.fanfare.layer.LayerMeter;
import org.fanfare.layer.OneNode;
import org.fanfare.layer.Policies;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.protocol.FanfareFrames;
import org.fanfare.security.CookieLogins;
import org.fanfare.security.Tickets;
import org.fanfare.status.Problem;
import org.fanfare.status.Refusals;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;

/** What Prometheus is told keeps Prometheus's own rules, and is what the documentation says. */
class MetersTest {
  private static final Pattern FAMILY =
      Pattern.compile("^# TYPE (\\S+) (\\S+)$", Pattern.MULTILINE);
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(fanfare_[a-z_]+)(?:\\{[a-z,]+\\})?` \\| (gauge|counter|histogram) \\| (.+) \\|$");

  private final Refusals refusals = new Refusals(() -> 0);
  private List<LayerMeter> layerMeters = List.of();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private String scrape() {
    Connections connections =
        new Connections(
            List.of(Runnable::run),
            new ConnectionSettings(
                7,
                1000,
                Duration.ofSeconds(25),
                SocketLimits.replies(3),
                new PendingBounds(1000, 1000),
                Duration.ofSeconds(1)),
            () -> 0,
            new Random(1));
    new NodeState(
            OneNode.of(MemoryRigs.rig(Policies.ROOMY).layer()).with(layerMeters),
            connections,
            new NodeState.Bodies(() -> 1, () -> 5, () -> 0),
            new NodeState.Begun(() -> 3, 4),
            new NodeState.Workers(() -> 2, 8),
            new Tickets(new SecureRandom(), Clock.systemUTC()),
            new CookieLogins(new SecureRandom(), Clock.systemUTC()),
            refusals,
            new ConsumerFigures(
                () -> 3, () -> 2, () -> 1, Map.of("/chat/{room}", MetersTest::chat)),
            List.of(FanfareFrames.PUBLICATION))
        .bindTo(registry);
    return registry.scrape();
  }

  private static RouteFigures chat() {
    return new RouteFigures(
        new RouteFigures.Now(5, 12, 34, 2, 1),
        new RouteFigures.Events(9, 2, 4, 1, 7, 3),
        Map.of(
            "fromClient",
            new RouteFigures.Times(
                new TreeMap<>(Map.of(0.001, 16L, 0.1, 0L, Double.POSITIVE_INFINITY, 3L)), 1.5)),
        Map.of("left", 4L),
        Map.of("unauthenticated", 6L));
  }

  @Test
  void everyMeterSaysWhatItIs() {
    String scrape = scrape();

    assertThat(families(scrape).keySet())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(scrape).containsPattern("# HELP " + name + " [A-Z].+"));
  }

  @Test
  void onlyWhatOnlyGrowsIsCalledTotalAndWhatIsCountedInBytesSaysSo() {
    families(scrape())
        .forEach(
            (name, type) -> {
              assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter"));
              assertThat(name).doesNotContain("_total_").doesNotEndWith("_max");
              assertThat(name.contains("bytes")).as(name).isEqualTo(name.endsWith("_bytes"));
            });
  }

  @Test
  void theTableOfTheDocumentationHasEachMeterWithItsType() throws Exception {
    Map<String, String> documented =
        Files.readString(Path.of("src/site/markdown/reference.md"))
            .lines()
            .map(ROW::matcher)
            .filter(row -> row.matches() && !row.group(1).startsWith("fanfare_redis_"))
            .collect(
                Collectors.toMap(
                    row -> row.group(1), row -> row.group(2), (a, b) -> a + b, TreeMap::new));

    assertThat(documented).isEqualTo(families(scrape()));
  }

  @Test
  void whatWasRefusedIsCountedByItsCode() {
    refusals.count(new Problem(Status.FOREIGN_ORIGIN, "why"), () -> "a page");

    assertThat(scrape())
        .contains(
            "fanfare_refusals_total{code=\"foreign-origin\"} 1.0",
            "fanfare_refusals_total{code=\"too-large\"} 0.0");
  }

  @Test
  void whatAKindOfLayerHasOfItsOwnIsCountedByItsTags() {
    layerMeters =
        List.of(
            new LayerMeter(
                "made-up.reads", Map.of("cause", "loss"), COUNTER, "Logs read again", () -> 2),
            new LayerMeter(
                "made-up.reads", Map.of("cause", "check"), COUNTER, "Logs read again", () -> 3),
            new LayerMeter("made-up.waiting", Map.of(), GAUGE, "Requests that wait", () -> 4));

    assertThat(scrape())
        .contains(
            "# HELP fanfare_made_up_reads_total Logs read again",
            "fanfare_made_up_reads_total{cause=\"loss\"} 2.0",
            "fanfare_made_up_reads_total{cause=\"check\"} 3.0",
            "# TYPE fanfare_made_up_waiting gauge",
            "fanfare_made_up_waiting 4.0");
  }

  /** Rule P38: figures by route. */
  @Test
  void whatHappensOnARouteIsCountedByItsPath() {
    assertThat(scrape())
        .contains(
            "fanfare_consumer_sessions 3.0",
            "fanfare_consumer_callbacks_running 2.0",
            "fanfare_consumer_callbacks_waiting 1.0",
            "fanfare_consumer_connections{route=\"/chat/{room}\"} 5.0",
            "fanfare_consumer_opened_total{route=\"/chat/{room}\"} 9.0",
            "fanfare_consumer_inbox_messages{route=\"/chat/{room}\"} 12.0",
            "fanfare_consumer_outgoing_messages{route=\"/chat/{room}\"} 34.0",
            "fanfare_consumer_paused{route=\"/chat/{room}\"} 2.0",
            "fanfare_consumer_sessions_waiting{route=\"/chat/{room}\"} 1.0",
            "fanfare_consumer_resumed_total{route=\"/chat/{room}\"} 7.0",
            "fanfare_consumer_expired_total{route=\"/chat/{room}\"} 3.0",
            "fanfare_consumer_failures_total{route=\"/chat/{room}\"} 2.0",
            "fanfare_consumer_problems_total{route=\"/chat/{room}\"} 4.0",
            "fanfare_consumer_slow_total{route=\"/chat/{room}\"} 1.0",
            "fanfare_consumer_ended_total{code=\"left\",route=\"/chat/{room}\"} 4.0",
            "fanfare_consumer_refused_total{code=\"unauthenticated\",route=\"/chat/{room}\"} 6.0");
  }

  /** Rule P38: the time of callbacks, by route and callback. */
  @Test
  void theTimesOfCallbacksAreAHistogramOfWhichEachBoundCountsThoseBelowToo() {
    String name = "fanfare_consumer_callback_seconds";
    String labels = "{callback=\"fromClient\",route=\"/chat/{room}\"";

    assertThat(scrape())
        .contains(
            name + "_bucket" + labels + ",le=\"0.001\"} 16",
            name + "_bucket" + labels + ",le=\"0.1\"} 16",
            name + "_bucket" + labels + ",le=\"+Inf\"} 19",
            name + "_count" + labels + "} 19",
            name + "_sum" + labels + "} 1.5");
  }

  private static Map<String, String> families(String scrape) {
    return FAMILY
        .matcher(scrape)
        .results()
        .collect(
            Collectors.toMap(
                (MatchResult family) -> family.group(1),
                family -> family.group(2),
                (a, b) -> a + " twice",
                TreeMap::new));
  }
}
