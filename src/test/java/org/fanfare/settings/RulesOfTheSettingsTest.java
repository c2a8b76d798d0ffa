package org.fanfare.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;
import org.fanfare.security.Right;
import org.fanfare.security.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules of the settings are. Rule P34: after them comes that of users' own groups. */
class RulesOfTheSettingsTest {
  @TempDir Path folder;

  @Test
  void aRuleThatSaysEverythingHasWhatItSays() {
    Rule rule =
        first(
            """
            fanfare.groups = [{
              match = "chat.*", join = "role:staff", publish = user
              max-groups = 3, history { count = 5, bytes = 2 KiB, age = 2m }, idle = 7m
            }]
            """);

    assertThat(rule)
        .isEqualTo(
            new Rule(
                "chat.*",
                new Right.Role("staff"),
                Right.Plain.USER,
                new GroupPolicy(
                    "chat.*", 3, 5, 2048, Duration.ofMinutes(2), Duration.ofMinutes(7))));
  }

  @Test
  void aRuleThatSaysNothingIsClosed() {
    Rule rule = first("fanfare.groups = [{ match = chat }]");

    assertThat(rule.join()).isEqualTo(Right.Plain.NOBODY);
    assertThat(rule.publish()).isEqualTo(Right.Plain.NOBODY);
  }

  @Test
  void whatARuleDoesNotSayComesFromTheDefaultsOfTheSettings() {
    Rule rule =
        first(
            """
            fanfare.rule-defaults { publish = key, history.count = 50, idle = 10m }
            fanfare.groups = [{ match = chat, join = user, history.age = 1m }]
            """);

    assertThat(rule.join()).isEqualTo(Right.Plain.USER);
    assertThat(rule.publish()).isEqualTo(Right.Plain.KEY);
    assertThat(rule.policy())
        .isEqualTo(
            new GroupPolicy(
                "chat", 1000, 50, 1_048_576, Duration.ofMinutes(1), Duration.ofMinutes(10)));
  }

  @Test
  void aGroupLivesForTwoHeartbeatsAtLeast() {
    String rule = "\nfanfare.groups = [{ match = chat, idle = 1s }]";

    assertThat(first("fanfare.heartbeat = 2s" + rule).policy().idle())
        .isEqualTo(Duration.ofSeconds(4));
    assertThat(first("fanfare.heartbeat = 500ms" + rule).policy().idle())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(first("fanfare.heartbeat = 400ms" + rule).policy().idle())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void thereMayBeNoRuleAtAll() {
    Settings settings =
        Sources.none().file(folder.resolve("own.conf"), "fanfare.groups = []").load();

    assertThat(settings.groups()).isEmpty();
  }

  @Test
  void eachUserHasAGroupThatNoRuleOfTheSettingsNames() {
    Rule rule = own("fanfare.rule-defaults { history.bytes = 2 KiB, idle = 7m }");

    assertThat(rule)
        .isEqualTo(
            new Rule(
                "user.~",
                Right.Plain.OWN,
                Right.Plain.NOBODY,
                new GroupPolicy(
                    "(user.~)", 100_000, 100, 2048, Duration.ofDays(1), Duration.ofMinutes(7))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user.~", "user.*", "*"})
  void aRuleOfTheSettingsDecidesAboutUsersGroupsInstead(String match) {
    String key = match.contains("~") ? "own" : "role:staff";
    Rule rule =
        own(
            """
            fanfare.groups = [{ match = "%s", join = "%s", history.count = 1 }]
            """
                .formatted(match, key));

    assertThat(rule.match()).isEqualTo(match);
    assertThat(rule.join()).isEqualTo(Right.parse(key));
    assertThat(rule.policy().count()).isEqualTo(1);
  }

  private Rule own(String file) {
    return Sources.none()
        .file(folder.resolve("own.conf"), file)
        .load()
        .access()
        .rules()
        .ruleFor(new GroupName("user.anna_40example_2eorg"))
        .orElseThrow();
  }

  @Test
  void theCheckGroupsAreOpenByDefaultSinceTheDemoIs() {
    assertThat(check(Sources.none().load())).isEqualTo(Right.Plain.ANYONE);
  }

  @Test
  void theCheckGroupsAreClosedWhereNoRuleOpensAnythingToAnyone() {
    String closed = "fanfare.groups = [{ match = news, join = user, publish = key }]\n";
    Settings settings = Sources.none().file(folder.resolve("own.conf"), closed).load();
    Settings keyed =
        Sources.none().file(folder.resolve("own.conf"), closed + "fanfare.check = key").load();

    assertThat(check(settings)).isInstanceOf(Right.Closed.class);
    assertThat(check(keyed)).isEqualTo(Right.Plain.KEY);
  }

  private static Right check(Settings settings) {
    return settings
        .access()
        .rules()
        .ruleFor(new GroupName("fanfare.check.x"))
        .orElseThrow()
        .publish();
  }

  private Rule first(String file) {
    return Sources.none().file(folder.resolve("own.conf"), file).load().groups().get(0);
  }
}
