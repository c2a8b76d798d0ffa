package org.fanfare.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which layer a node has, and how it reaches its Redis (R22). */
class RedisSettingsTest {
  private static final String SERVER =
      "right is the address of one server, such as \"redis://127.0.0.1:6379\", or"
          + " \"rediss://HOST:PORT\" for TLS";

  @TempDir Path folder;

  @Test
  void theLayerIsMemoryUnlessItIsSet() {
    assertThat(Sources.none().load().layer()).isEqualTo(Settings.Layer.MEMORY);
    assertThat(Sources.none().property("fanfare.layer", "redis").load().layer())
        .isEqualTo(Settings.Layer.REDIS);
  }

  @Test
  void redisIsOnThisMachineUnlessItIsSet() {
    assertThat(Sources.none().load().redis())
        .isEqualTo(
            new Settings.Redis(
                URI.create("redis://127.0.0.1:6379"),
                "",
                "",
                "ff",
                Duration.ofSeconds(2),
                Duration.ofSeconds(50),
                Duration.ofSeconds(30)));
  }

  @Test
  void whatIsSetIsTakenAndThePasswordIsFromTheEnvironment() {
    Settings settings =
        Sources.none()
            .file(
                folder.resolve("own.conf"),
                """
                fanfare {
                  layer = redis
                  redis {
                    servers = ["rediss://redis.example.org:6380"]
                    user = anna
                    prefix = "board:1"
                    timeout = 1s
                    linger = 2m
                    check = 1m
                  }
                }
                """)
            .variable("FANFARE_REDIS_PASSWORD", "s3cret")
            .load();

    assertThat(settings.redis())
        .isEqualTo(
            new Settings.Redis(
                URI.create("rediss://redis.example.org:6380"),
                "anna",
                "s3cret",
                "board:1",
                Duration.ofSeconds(1),
                Duration.ofMinutes(2),
                Duration.ofMinutes(1)));
    assertThat(settings.toString()).doesNotContain("s3cret");
  }

  @Test
  void aPasswordInTheSettingsWinsOverThatOfTheEnvironment() {
    Sources sources = Sources.none().variable("FANFARE_REDIS_PASSWORD", "one");

    assertThat(sources.property("fanfare.redis.password", "other").load().redis().password())
        .isEqualTo("other");
  }

  @Test
  void theDefaultsAreThoseOfNoEnvironment() {
    assertThat(
            SettingsLoader.unchanged(RedisSettingsTest.class.getClassLoader()).redis().password())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"redis://host", "redis://host/", "redis://[::1]:6379", "rediss://h.example:1"})
  void anAddressHasASchemeAHostAndPerhapsAPort(String address) {
    Sources sources = Sources.none().property("fanfare.redis.servers.0", address);

    assertThat(sources.load().redis().server()).isEqualTo(URI.create(address));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "layer = cluster | fanfare.layer is wrong: \"cluster\" is no channel layer; right is memory or redis",
        "redis = \"redis://127.0.0.1\" | fanfare.redis has a value of its own; right is one for each"
            + " setting in it, such as fanfare.redis.user",
        "redis.server = x | fanfare.redis.server is not a setting; the nearest is fanfare.redis.servers",
        "redis.prefix = \"\" | fanfare.redis.prefix is wrong: it is empty; right is 1 to 32 characters of"
            + " A-Z a-z 0-9 . _ : -",
        "redis.prefix = \"a{b}\" | fanfare.redis.prefix is wrong: \"a{b}\" is no prefix; right is 1 to 32"
            + " characters of A-Z a-z 0-9 . _ : -",
        "redis.timeout = 3s | fanfare.redis.timeout is \"3s\"; right is a duration with its unit, from 100ms"
            + " to 2s",
        "layer = redis, redis.linger = 49s | fanfare.redis.linger is wrong: 49s is shorter than two"
            + " heartbeats, 50s, so that a group would be given up while its clients come back; right is at"
            + " least that",
        "redis.password = [abc] | fanfare.redis.password is not a text; right is one, such as"
            + " ${FANFARE_REDIS_PASSWORD}",
        "redis.servers = \"redis://127.0.0.1\" | fanfare.redis.servers is not a list of texts; right is"
            + " [\"…\", \"…\"] in a file, or one variable or property for each, its name ending with the"
            + " number: _0, _1 or .0, .1",
      })
  void whatIsWrongStopsTheStartWithFileAndLineAndWhatWouldBeRight(String line, String message) {
    Sources.refuse(folder, line, message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | it names no server",
        "[\"redis://a\", \"redis://b\"] | it names 2 servers, and only one is supported yet",
        "[\"redis+sentinel://a/main\"] | \"redis+sentinel\" is no scheme that is supported",
        "[\"http://a\"] | \"http\" is no scheme that is supported",
        "[\"localhost:6379\"] | \"localhost\" is no scheme that is supported",
        "[\"127.0.0.1:6379\"] | it is not an address",
        "[\"a\"] | it is not an address",
        "[\"redis://\"] | it is not an address",
        "[\"redis:6379\"] | it is not a host and a port",
        "[\"redis:///1\"] | it is not a host and a port",
        "[\"redis://a/1\"] | it is not a host and a port",
        "[\"redis://a?timeout=1s\"] | it is not a host and a port",
        "[\"redis://a:0\"] | it is not a host and a port",
        "[\"redis://a:65536\"] | it is not a host and a port",
        "[\"redis://a_b\"] | it is not a host and a port",
      })
  void anAddressThatIsNotSupportedStopsTheStart(String servers, String message) {
    Path file = folder.resolve("own.conf");
    Sources sources = Sources.none().file(file, "fanfare.redis.servers = " + servers);

    assertThatThrownBy(sources::load)
        .isInstanceOf(SettingsException.class)
        .hasMessage(file + ": 1: fanfare.redis.servers is wrong: " + message + "; " + SERVER);
  }

  @Test
  void aUserHasAPassword() {
    assertThatThrownBy(Sources.none().property("fanfare.redis.user", "anna")::load)
        .isInstanceOf(SettingsException.class)
        .hasMessageEndingWith(
            "fanfare.redis.password is wrong: there is none, but redis.user names a user; right is"
                + " the password of that user, such as ${FANFARE_REDIS_PASSWORD}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://:s3cret@a",
        "redis://anna:s3cret@a:6379",
        "redis://anna:s3cret@a_b",
        "redis://anna:s3 cret@a",
        "http://anna:s3cret@a"
      })
  void aPasswordInTheAddressStopsTheStartAndIsNotShown(String address) {
    Path file = folder.resolve("own.conf");
    Sources sources = Sources.none().file(file, "fanfare.redis.servers = [\"" + address + "\"]");

    assertThatThrownBy(sources::load)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ": 1: fanfare.redis.servers is wrong: it ")
        .satisfies(failure -> assertThat(stackOf(failure)).doesNotContain("cret"));
  }

  private static String stackOf(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      all.append(each).append('\n');
    }
    return all.toString();
  }

  @Test
  void withTheLayerInMemoryNothingHasToFitToTheHeartbeat() {
    assertThat(Sources.none().property("fanfare.heartbeat", "1m").load().redis().linger())
        .isEqualTo(Duration.ofSeconds(50));
  }
}
