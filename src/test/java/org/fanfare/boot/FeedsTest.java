package org.fanfare.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.fanfare.layer.Feed;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.fanfare.settings.SettingsLoader;
import org.junit.jupiter.api.Test;

/** Which feeds are published, and how often. */
class FeedsTest {
  private static final Feed CLOCK = new Told(Optional.empty(), "demo.clock");
  private static final Feed MARKET =
      new Told(Optional.of(Duration.ofSeconds(1)), "demo.a", "demo.b", "demo.c", "demo.d");

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

  private void rule(int place, String match, String who) {
    properties.setProperty("fanfare.groups." + place + ".match", match);
    properties.setProperty("fanfare.groups." + place + ".join", who);
    properties.setProperty("fanfare.groups." + place + ".publish", who);
  }

  private void start(Feed... feeds) {
    new Feeds(
            new SettingsLoader(Map.of(), properties, FeedsTest.class.getClassLoader()).load(),
            timers::put,
            (group, message) -> published.add(group + " " + message.text()))
        .start(List.of(feeds));
  }
}
