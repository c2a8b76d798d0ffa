package org.fanfare.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.Feed;
import org.fanfare.layer.LayerState;
import org.fanfare.layer.NodeLayer;
import org.fanfare.layer.OneNode;
import org.fanfare.layer.Policies;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.fanfare.settings.SettingsLoader;
import org.junit.jupiter.api.Test;

/** Which feeds are published, and how often. */
class FeedsTest {
  private static final Feed CLOCK = new Told(Optional.empty(), "demo.clock");
  private static final Feed MARKET =
      new Told(Optional.of(Duration.ofSeconds(1)), "demo.a", "demo.b", "demo.c", "demo.d");

  private NodeLayer layer =
      new OneNode(MemoryRigs.rig(Policies.ROOMY).layer(), LayerState.up(Instant.EPOCH));
  private final Map<Duration, Runnable> timers = new LinkedHashMap<>();
  private final List<String> published = new ArrayList<>();
  private final Properties properties = new Properties();

  private record Told(Optional<Duration> period, List<GroupName> groups) implements Feed {
    Told(Optional<Duration> period, String... groups) {
      this(period, Stream.of(groups).map(GroupName::new).toList());
    }

    @Override
    public Message next(GroupName group) {
      return Message.text("of " + group);
    }
  }

  @Test
  void theClockIsPublishedAsOftenAsTheSettingsSay() {
    properties.setProperty("fanfare.demo.interval", "700ms");

    start(CLOCK);
    timers.get(Duration.ofMillis(700)).run();
    timers.get(Duration.ofMillis(700)).run();

    assertThat(published).containsExactly("demo.clock of demo.clock", "demo.clock of demo.clock");
  }

  @Test
  void eachGroupOfAFeedHasItsTurnOnceInAPeriod() {
    start(MARKET);

    Runnable timer = timers.get(Duration.ofMillis(250));
    for (int run = 0; run < 5; run++) {
      timer.run();
    }

    assertThat(published)
        .containsExactly(
            "demo.a of demo.a",
            "demo.b of demo.b",
            "demo.c of demo.c",
            "demo.d of demo.d",
            "demo.a of demo.a");
  }

  @Test
  void theClockAndTheApplicationsAreSwitchedOffEachByItsSetting() {
    properties.setProperty("fanfare.demo.clock", "false");
    start(CLOCK, MARKET);
    assertThat(timers).containsOnlyKeys(Duration.ofMillis(250));
    timers.clear();

    properties.setProperty("fanfare.demo.clock", "true");
    properties.setProperty("fanfare.demo.applications", "false");
    start(CLOCK, MARKET);
    assertThat(timers).containsOnlyKeys(Duration.ofMillis(1500));
  }

  @Test
  void whatNoRuleAllowsIsNotPublished() {
    rule(0, "demo.applications", "anyone");
    rule(1, "demo.b", "nobody");

    start(CLOCK, MARKET);
    timers.get(Duration.ofSeconds(1)).run();

    assertThat(timers).hasSize(1);
    assertThat(published).containsExactly("demo.b of demo.b");
  }

  @Test
  void whereTheApplicationsAreClosedTheirFeedsAreToo() {
    rule(0, "demo.*", "user");

    start(CLOCK, MARKET);

    assertThat(timers).containsOnlyKeys(Duration.ofMillis(1500));
  }

  @Test
  void ofTheNodesThatShareALayerOnePublishes() {
    Map<String, Duration> asked = new LinkedHashMap<>();
    boolean[] isOurs = {false};
    layer =
        new SharedLayer(
            layer,
            (feed, period) -> {
              asked.put(feed, period);
              return isOurs[0];
            });

    start(MARKET);
    timers.get(Duration.ofMillis(250)).run();
    assertThat(published).isEmpty();

    isOurs[0] = true;
    timers.get(Duration.ofMillis(250)).run();
    assertThat(published).containsExactly("demo.b of demo.b");
    assertThat(asked).containsExactly(Map.entry("demo.a", Duration.ofMillis(250)));
  }

  /** A layer that other nodes have, too. */
  private record SharedLayer(NodeLayer node, BiFunction<String, Duration, Boolean> turns)
      implements NodeLayer {
    @Override
    public ChannelLayer layer() {
      return node.layer();
    }

    @Override
    public String name() {
      return "shared";
    }

    @Override
    public LayerState state() {
      return node.state();
    }

    @Override
    public CompletionStage<Boolean> isFeeding(String feed, Duration period) {
      return CompletableFuture.completedFuture(turns.apply(feed, period));
    }

    @Override
    public void tick() {
      node.tick();
    }

    @Override
    public void close() {
      node.close();
    }
  }

  private void rule(int place, String match, String who) {
    properties.setProperty("fanfare.groups." + place + ".match", match);
    properties.setProperty("fanfare.groups." + place + ".join", who);
    properties.setProperty("fanfare.groups." + place + ".publish", who);
  }

  private void start(Feed... feeds) {
    new Feeds(
            new SettingsLoader(Map.of(), properties, FeedsTest.class.getClassLoader()).load(),
            timers::put,
            layer,
            (group, message) -> published.add(group + " " + message.text()))
        .start(List.of(feeds));
  }
}
