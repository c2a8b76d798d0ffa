package org.fanfare.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.fanfare.LogCapture;
import org.fanfare.settings.Settings;
import org.fanfare.settings.SettingsLoader;
import org.fanfare.transport.Servers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator is told at the start. */
class StartWarningsTest {
  @ParameterizedTest
  @ValueSource(strings = {"user.*", "user.~"})
  void aRuleThatLooksAsIfEachUserHadAGroupIsWarnedOf(String match) {
    assertThat(told(match, "user"))
        .singleElement()
        .asString()
        .startsWith("WARNING The rule \"" + match + "\" lets every user")
        .endsWith("write match = \"user.~\", join = own");
  }

  @ParameterizedTest
  @CsvSource({
    "user.*, anyone",
    "user.news, user",
    "chat.*, user",
    "users-of-x, user",
    "user.~, own"
  })
  void rulesThatMeanWhatTheySayAreNot(String match, String join) {
    assertThat(told(match, join)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Payara Micro #badassfish, false, 1",
    "Eclipse GlassFish 7.0.20, false, 1",
    "Payara Micro #badassfish, true, 0",
    "WildFly 39.0.1.Final, false, 0"
  })
  void endpointsThatOneClientCanStopAreWarnedOf(String server, boolean direct, int times) {
    assertThat(told(new Properties(), server, direct, "one client can stop " + server))
        .hasSize(times);
  }

  @ParameterizedTest
  @CsvSource({
    "Payara Micro #badassfish, resource, 1",
    "Eclipse GlassFish 7.0.20, resource, 1",
    "Eclipse GlassFish 7.0.20, direct, 0",
    "WildFly 39.0.1.Final, resource, 0"
  })
  void pollsThatMayLoseTheirAnswersAreWarnedOf(String server, String poll, int times) {
    Properties properties = new Properties();
    properties.setProperty("fanfare.poll", poll);

    assertThat(told(properties, server, true, "polls may lose their answers on " + server))
        .hasSize(times);
  }

  private static List<String> told(String match, String join) {
    Properties properties = new Properties();
    properties.setProperty("fanfare.groups.0.match", match);
    properties.setProperty("fanfare.groups.0.join", join);
    return told(properties, "WildFly", false, "The rule");
  }

  private static List<String> told(
      Properties properties, String server, boolean direct, String about) {
    Settings settings =
        new SettingsLoader(Map.of(), properties, StartWarningsTest.class.getClassLoader()).load();
    try (LogCapture told = new LogCapture(StartWarnings.class.getName())) {
      new StartWarnings(settings, Servers.named(server), direct).tell();
      return told.lines().stream().filter(line -> line.contains(about)).toList();
    }
  }
}
