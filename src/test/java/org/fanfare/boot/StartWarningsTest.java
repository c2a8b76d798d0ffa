package org.fanfare.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.fanfare.Told;
import org.fanfare.settings.Settings;
import org.fanfare.settings.SettingsLoader;
import org.fanfare.transport.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator is told at the start. */
class StartWarningsTest {
  @Test
  void aRuleThatLooksAsIfEachUserHadAGroupIsWarnedOf() {
    assertThat(told("user.*", "user"))
        .singleElement()
        .asString()
        .startsWith("WARNING The rule \"user.*\" lets every user")
        .endsWith("of that person's connection");
  }

  @ParameterizedTest
  @CsvSource({"user.*, anyone", "user.news, user", "chat.*, user", "users-of-x, user"})
  void rulesThatMeanWhatTheySayAreNot(String match, String join) {
    assertThat(told(match, join)).isEmpty();
  }

  private static List<String> told(String match, String join) {
    Properties properties = new Properties();
    properties.setProperty("fanfare.groups.0.match", match);
    properties.setProperty("fanfare.groups.0.join", join);
    Settings settings =
        new SettingsLoader(Map.of(), properties, StartWarningsTest.class.getClassLoader()).load();
    try (Told told = new Told(StartWarnings.class.getName())) {
      new StartWarnings(settings, Servers.named("WildFly"), false).tell();
      return told.lines().stream().filter(line -> line.contains("The rule")).toList();
    }
  }
}
