package org.fanfare.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;
import org.fanfare.security.Access;
import org.fanfare.security.BrowserRequest;
import org.fanfare.security.ExternalView;
import org.fanfare.security.Right;
import org.fanfare.security.Rule;
import org.junit.jupiter.api.Test;

class SettingsDefaultsTest {
  private final Settings settings = Sources.none().load();

  @Test
  void theTimesAreThoseOfTheDesign() {
    assertThat(settings.times())
        .isEqualTo(
            new Settings.Times(
                Duration.ofSeconds(25),
                Duration.ofMinutes(10),
                Duration.ofSeconds(2),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10)));
  }

  @Test
  void theBoundsAreThoseOfTheDesign() {
    assertThat(settings.limits())
        .isEqualTo(
            new Settings.Limits(
                65_536, 16 << 20, 65_536, 67_108_864L, 20_000, 1_000, 128, 1_048_576, 16_777_216));
    assertThat(settings.perCaller())
        .isEqualTo(new Settings.PerCaller(10_000, 10_000, 250, 4 << 20, 50_000, 50_000, 50, 10));
    assertThat(settings.mailbox()).isEqualTo(new Settings.Mailbox(100, 262_144));
    assertThat(settings.idempotency())
        .isEqualTo(new Settings.Idempotency(100_000, 33_554_432L, Duration.ofMinutes(5)));
    assertThat(settings.demo()).isEqualTo(new Settings.Demo(true, true, Duration.ofMillis(1500)));
  }

  @Test
  void nothingIsCompressedUnlessItIsSet() {
    assertThat(settings.webSocketDeflate()).isFalse();
    assertThat(Sources.none().property("fanfare.websocket-deflate", "on").load().webSocketDeflate())
        .isTrue();
  }

  @Test
  void pollsAreCarriedByTheServletStandardUnlessItIsSetOtherwise() {
    assertThat(settings.poll()).isEqualTo(Settings.Poll.DIRECT);
    assertThat(Sources.none().property("fanfare.poll", "resource").load().poll())
        .isEqualTo(Settings.Poll.RESOURCE);
  }

  @Test
  void theStartSaysNoAddressUnlessOneIsSet() {
    assertThat(settings.address()).isEmpty();
    assertThat(Sources.none().property("fanfare.address", "https://a.example/f/").load().address())
        .contains(URI.create("https://a.example/f/"));
  }

  @Test
  void whatIsWrongElsewhereDoesNotTouchTheDefaults() {
    assertThat(SettingsLoader.unchanged(SettingsDefaultsTest.class.getClassLoader()))
        .usingRecursiveComparison()
        .ignoringFields("access")
        .isEqualTo(settings);
  }

  @Test
  void onlyTheDemoGroupsAreOpen() {
    GroupPolicy policy =
        new GroupPolicy(
            "demo.*", 1000, 1000, 1_048_576, Duration.ofHours(1), Duration.ofMinutes(5));

    assertThat(settings.groups())
        .filteredOn(
            rule -> rule.join() != Right.Plain.NOBODY || rule.publish() != Right.Plain.NOBODY)
        .contains(new Rule("demo.*", Right.Plain.ANYONE, Right.Plain.ANYONE, policy))
        .allSatisfy(rule -> assertThat(rule.match()).startsWith("demo."));
  }

  @Test
  void ofThePricesOfTheDemoEveryoneReadsTheLastAndNobodyPublishesAny() {
    Rule rule =
        settings.access().rules().ruleFor(new GroupName("demo.quotes.metals")).orElseThrow();

    assertThat(rule.match()).isEqualTo("demo.quotes.*");
    assertThat(rule.join()).isEqualTo(Right.Plain.ANYONE);
    assertThat(rule.publish()).isEqualTo(Right.Plain.NOBODY);
    assertThat(rule.policy().count()).isEqualTo(1);
  }

  @Test
  void noOtherOriginNoProxyAndNoKeyIsTrusted() {
    ExternalView outside = new ExternalView("http", "here.example", 80, "127.0.0.1");
    BrowserRequest foreign = new BrowserRequest("http://there.example", null, null, null, false);
    Access access = settings.access();

    assertThat(access.origins().allows(foreign, outside)).isFalse();
    assertThat(access.keys().find("Bearer 0123456789abcdef", null)).isEmpty();
    assertThat(
            access.trustedProxies().outside("127.0.0.1", false, 80, name -> List.of("192.0.2.1")))
        .extracting(ExternalView::clientAddress)
        .isEqualTo("127.0.0.1");
  }

  @Test
  void thereAreAsManyWorkersAsProcessorsButAtMostFourUnlessTheyAreSet() {
    Settings seven = Sources.none().property("fanfare.workers", "7").load();

    assertThat(settings.workersOn(1)).isEqualTo(1);
    assertThat(settings.workersOn(3)).isEqualTo(3);
    assertThat(settings.workersOn(64)).isEqualTo(4);
    assertThat(seven.workersOn(2)).isEqualTo(7);
  }
}
