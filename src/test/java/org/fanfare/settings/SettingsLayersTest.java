package org.fanfare.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.security.Right;
import org.fanfare.security.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLayersTest {
  @TempDir Path folder;

  @Test
  void eachPlaceWinsOverTheWeakerOnes() {
    Sources sources = Sources.none();
    assertThat(heartbeat(sources)).isEqualTo(Duration.ofSeconds(25));

    sources.onClassPath(folder, "fanfare.heartbeat = 4s");
    assertThat(heartbeat(sources)).isEqualTo(Duration.ofSeconds(4));

    sources.file(folder.resolve("own.conf"), "fanfare.heartbeat = 3s");
    assertThat(heartbeat(sources)).isEqualTo(Duration.ofSeconds(3));

    sources.property("fanfare.heartbeat", "2s");
    assertThat(heartbeat(sources)).isEqualTo(Duration.ofSeconds(2));

    sources.variable("CONFIG_FORCE_fanfare_heartbeat", "1s");
    assertThat(heartbeat(sources)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aPlaceThatSaysNothingAboutASettingLeavesItToTheWeakerOnes() {
    Settings settings =
        Sources.none()
            .onClassPath(folder, "fanfare { sse.retry = 5s, mailbox.count = 5 }")
            .file(folder.resolve("own.conf"), "fanfare { sse { lifetime = 1m } }")
            .variable("CONFIG_FORCE_fanfare_mailbox_count", "7")
            .load();

    assertThat(settings.times().sseRetry()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.times().sseLifetime()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.mailbox()).isEqualTo(new Settings.Mailbox(7, 262_144));
  }

  @Test
  void theFileIsNamedByThePropertyOrElseByTheVariable() {
    Path byVariable = folder.resolve("variable.conf");
    Sources.write(byVariable, "fanfare.heartbeat = 5s");
    Sources sources = Sources.none().variable("FANFARE_CONFIG", byVariable.toString());
    assertThat(heartbeat(sources)).isEqualTo(Duration.ofSeconds(5));

    sources.file(folder.resolve("property.conf"), "fanfare.heartbeat = 6s");
    assertThat(heartbeat(sources)).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void aVariableThatNamesNoFileIsAsGoodAsNone() {
    assertThat(heartbeat(Sources.none().variable("FANFARE_CONFIG", "")))
        .isEqualTo(Duration.ofSeconds(25));
  }

  @Test
  void aFileMayBeJson() {
    Sources sources =
        Sources.none().file(folder.resolve("own.json"), "{\"fanfare\": {\"heartbeat\": \"7s\"}}");

    assertThat(heartbeat(sources)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void listsMayBeGivenOneByOne() {
    Settings settings =
        Sources.none()
            .variable("CONFIG_FORCE_fanfare_keys_0", "0123456789abcdef")
            .property("fanfare.groups.0.match", "chat.*")
            .property("fanfare.groups.0.join", "user")
            .property("fanfare.groups.0.history.count", "7")
            .property("fanfare.groups.1.match", "news")
            .variable("CONFIG_FORCE_fanfare_groups_1_max__groups", "1")
            .load();

    assertThat(settings.access().keys().find("Bearer 0123456789abcdef", null)).isPresent();
    assertThat(settings.groups()).extracting(Rule::match).containsExactly("chat.*", "news");
    assertThat(settings.groups().get(0).policy().count()).isEqualTo(7);
    assertThat(settings.groups().get(1).policy().maxGroups()).isEqualTo(1);
  }

  @Test
  void aKeyWithANameAndAListOfRightsMayBeGivenOneByOne() {
    Settings settings =
        Sources.none()
            .variable("CONFIG_FORCE_fanfare_keys_0_name", "shop")
            .variable("CONFIG_FORCE_fanfare_keys_0_key", "0123456789abcdef")
            .variable("CONFIG_FORCE_fanfare_keys_0_may_0", "publish")
            .variable("CONFIG_FORCE_fanfare_keys_0_groups_0", "shop.*")
            .variable("CONFIG_FORCE_fanfare_keys_1", "1234567890123456")
            .property("fanfare.groups.0.match", "chat.*")
            .property("fanfare.groups.0.publish.0", "key:shop")
            .property("fanfare.groups.0.publish.1", "user")
            .load();

    assertThat(settings.access().keys().find(null, "0123456789abcdef"))
        .contains(Key.named("shop", Set.of(KeyPermission.PUBLISH), List.of("shop.*")));
    assertThat(settings.access().keys().find(null, "1234567890123456")).isPresent();
    assertThat(settings.groups().get(0).publish())
        .isEqualTo(Right.parse(List.of("key:shop", "user")));
  }

  @Test
  void aKeyIsForAllGroupsUnlessItSaysForWhich() {
    Settings settings =
        Sources.none()
            .variable("SHOP_KEY", "0123456789abcdef")
            .file(
                folder.resolve("own.conf"),
                "fanfare.keys = [{ name = shop, key = ${SHOP_KEY}, may = [read, metrics] }]")
            .load();

    assertThat(settings.access().keys().find("Bearer 0123456789abcdef", null))
        .contains(
            Key.named("shop", Set.of(KeyPermission.READ, KeyPermission.METRICS), List.of("*")));
    assertThat(settings.toString()).doesNotContain("0123456789abcdef");
  }

  @Test
  void aListOfRulesReplacesTheWeakerOneAndPlusAddsToIt() {
    Sources replaced =
        Sources.none().file(folder.resolve("a.conf"), "fanfare.groups = [{ match = news }]");
    Sources added =
        Sources.none().file(folder.resolve("b.conf"), "fanfare.groups += { match = news }");

    assertThat(replaced.load().groups()).extracting(Rule::match).containsExactly("news");
    assertThat(added.load().groups()).extracting(Rule::match).contains("demo.*").endsWith("news");
  }

  @Test
  void aFileMayTakeASecretFromTheEnvironment() {
    Settings settings =
        Sources.none()
            .variable("FANFARE_KEY", "0123456789abcdef")
            .file(folder.resolve("own.conf"), "fanfare.keys = [${FANFARE_KEY}, ${?NOT_SET}]")
            .load();

    assertThat(settings.access().keys().find("Bearer 0123456789abcdef", null)).isPresent();
  }

  @Test
  void aFileMayHaveNamesOfItsOwnOutsideOfFanfare() {
    Sources sources =
        Sources.none()
            .file(folder.resolve("own.conf"), "pulse = 9s, fanfare { heartbeat = ${pulse} }");

    assertThat(heartbeat(sources)).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void whatIsNotUnderFanfareIsNoneOfItsBusiness() {
    Sources sources =
        Sources.none()
            .variable("CONFIG_FORCE_other_heartbeat", "1s")
            .variable("CONFIG_FORCE_fanfares_heartbeat", "1s")
            .variable("PATH", "/bin")
            .property("fanfares.heartbeat", "1s")
            .property("user.dir", "/");

    assertThat(heartbeat(sources)).isEqualTo(Duration.ofSeconds(25));
  }

  @Test
  void everythingIsReadAnewEachTime() {
    Path file = folder.resolve("own.conf");
    Sources sources = Sources.none().onClassPath(folder, "").file(file, "fanfare.heartbeat = 1s");
    assertThat(heartbeat(sources)).isEqualTo(Duration.ofSeconds(1));

    Sources.write(file, "fanfare.heartbeat = 2s");
    Sources.write(folder.resolve("fanfare.conf"), "fanfare.sse.retry = 3s");
    sources.property("fanfare.workers", "1");

    Settings again = sources.load();
    assertThat(again.times().heartbeat()).isEqualTo(Duration.ofSeconds(2));
    assertThat(again.times().sseRetry()).isEqualTo(Duration.ofSeconds(3));
    assertThat(again.workers()).isEqualTo(1);
  }

  private static Duration heartbeat(Sources sources) {
    return sources.load().times().heartbeat();
  }
}
