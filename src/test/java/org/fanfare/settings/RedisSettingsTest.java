package org.fanfare.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
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

  private static final String AUTHORITY =
      """
      -----BEGIN CERTIFICATE-----
      MIIBfzCCASWgAwIBAgIUdlKs+WccF79XHwTAm0jENCiPB+IwCgYIKoZIzj0EAwIw
      FDESMBAGA1UEAwwJYXV0aG9yaXR5MCAXDTI2MTIwMTAxNDQzMloYDzIxMjYxMTA3
      MDE0NDMyWjAUMRIwEAYDVQQDDAlhdXRob3JpdHkwWTATBgcqhkjOPQIBBggqhkjO
      PQMBBwNCAAR45xFFQsH7WCfrmstUPzXQkMIzHRTyb25ORY5k55Wy1iy7SVbBQLiM
      Wl0hs8gS+WrGltAIfplzXlhsdyTHZOjto1MwUTAdBgNVHQ4EFgQU1VeiBeT+kc7S
      3WiFSaOJJc6rTwwwHwYDVR0jBBgwFoAU1VeiBeT+kc7S3WiFSaOJJc6rTwwwDwYD
      VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAlGEWRbSq8DcJugskgbGW7
      hBkJCRd+tZgP375/ywXPNAIhAIXK6QeoCAlYzDfdDxOcjeN0d/d2ZY6ud0gAc50J
      Qb1Q
      -----END CERTIFICATE-----
      """;

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
                List.of(URI.create("redis://127.0.0.1:6379")),
                Optional.empty(),
                List.of(),
                new Settings.Login("", ""),
                List.of(),
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
                List.of(URI.create("rediss://redis.example.org:6380")),
                Optional.empty(),
                List.of(),
                new Settings.Login("anna", "s3cret"),
                List.of(),
                "board:1",
                Duration.ofSeconds(1),
                Duration.ofMinutes(2),
                Duration.ofMinutes(1)));
    assertThat(settings.toString()).doesNotContain("s3cret");
  }

  @Test
  void aPasswordInTheSettingsWinsOverThatOfTheEnvironment() {
    Sources sources = Sources.none().variable("FANFARE_REDIS_PASSWORD", "one");

    assertThat(
            sources.property("fanfare.redis.password", "other").load().redis().login().password())
        .isEqualTo("other");
  }

  @Test
  void theDefaultsAreThoseOfNoEnvironment() {
    assertThat(
            SettingsLoader.unchanged(RedisSettingsTest.class.getClassLoader())
                .redis()
                .login()
                .password())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"redis://host", "redis://host/", "redis://[::1]:6379", "rediss://h.example:1"})
  void anAddressHasASchemeAHostAndPerhapsAPort(String address) {
    Sources sources = Sources.none().property("fanfare.redis.servers.0", address);

    assertThat(sources.load().redis().servers()).containsExactly(URI.create(address));
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

  @Test
  void authoritiesAreThoseInAFile() throws IOException {
    Path file = folder.resolve("authority.crt");
    Files.writeString(file, AUTHORITY + AUTHORITY);

    Settings.Redis redis =
        Sources.none()
            .property("fanfare.redis.servers.0", "rediss://redis.example.org")
            .property("fanfare.redis.tls.authorities", file.toString())
            .load()
            .redis();

    assertThat(redis.authorities())
        .hasSize(2)
        .allSatisfy(
            authority ->
                assertThat(authority.getSubjectX500Principal().getName())
                    .isEqualTo("CN=authority"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "rediss | missing.crt | nothing | there is no file FILE; right is a file of certificates in PEM",
        "rediss | folder | nothing | the file FILE cannot be read; right is a file of certificates in PEM",
        "rediss | key.pem | s3cret | the file FILE has no line \"-----BEGIN CERTIFICATE-----\"; right"
            + " is a file of certificates in PEM",
        "rediss | half.crt | -----BEGIN CERTIFICATE----- | the file FILE has what is no certificate;"
            + " right is a file of certificates in PEM",
        "redis | any.crt | any | redis.servers is reached without TLS, so that there is no certificate;"
            + " right is \"\", or \"rediss://HOST:PORT\" in redis.servers",
      })
  void whereThereAreNoAuthoritiesTheStartStops(
      String scheme, String name, String content, String message) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectory(folder.resolve("folder"));
    if (!content.equals("nothing")) {
      Files.writeString(file, content + "\n");
    }
    Sources sources =
        Sources.none()
            .property("fanfare.redis.servers.0", scheme + "://redis.example.org")
            .property("fanfare.redis.tls.authorities", file.toString());

    assertThatThrownBy(sources::load)
        .isInstanceOf(SettingsException.class)
        .hasMessageEndingWith(
            "fanfare.redis.tls.authorities is wrong: " + message.replace("FILE", file.toString()))
        .satisfies(failure -> assertThat(stackOf(failure)).doesNotContain("s3cret"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | it names no server",
        "[\"redis://a\", \"redis://b\"] | it names 2 servers, and only one is supported"
            + " yet, unless they are sentinels and redis.sentinel.master is set",
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
  void withTheNameOfAMasterTheServersAreSentinels() {
    Settings.Redis redis =
        Sources.none()
            .property("fanfare.redis.servers.0", "redis://one.example")
            .property("fanfare.redis.servers.1", "redis://other.example:26380")
            .property("fanfare.redis.sentinel.master", "main")
            .property("fanfare.redis.sentinel.user", "watcher")
            .variable("FANFARE_SENTINEL_PASSWORD", "s3cret")
            .load()
            .redis();

    assertThat(redis.servers())
        .containsExactly(
            URI.create("redis://one.example"), URI.create("redis://other.example:26380"));
    assertThat(redis.sentinel())
        .contains(new Settings.Sentinel("main", new Settings.Login("watcher", "s3cret")));
    assertThat(redis.toString()).doesNotContain("s3cret");
  }

  @Test
  void sentinelsAreAllWithTlsOrAllWithout() {
    Sources sources =
        Sources.none()
            .property("fanfare.redis.servers.0", "redis://one.example")
            .property("fanfare.redis.servers.1", "rediss://other.example")
            .property("fanfare.redis.sentinel.master", "main");

    assertThatThrownBy(sources::load)
        .isInstanceOf(SettingsException.class)
        .hasMessageEndingWith(
            "it has servers with TLS and without; right is redis:// for all, or rediss://");
  }

  @Test
  void aUserOfSentinelsNeedsSentinels() {
    Sources sources =
        Sources.none()
            .property("fanfare.redis.sentinel.user", "watcher")
            .property("fanfare.redis.sentinel.password", "s3cret");

    assertThatThrownBy(sources::load)
        .isInstanceOf(SettingsException.class)
        .hasMessageEndingWith(
            "fanfare.redis.sentinel.user is for sentinels, and redis.sentinel.master names no"
                + " master that they are asked for");
  }

  @Test
  void keysOfEncryptionAreReadAndNotShown() {
    String one = Base64.getEncoder().encodeToString(new byte[32]);
    String other = "A".repeat(42) + "E=";

    Settings.Redis redis =
        Sources.none()
            .property("fanfare.redis.encryption-keys.0", one)
            .property("fanfare.redis.encryption-keys.1", other)
            .load()
            .redis();

    assertThat(redis.encryptionKeys())
        .extracting(SecretKey::getEncoded)
        .satisfiesExactly(
            key -> assertThat(key).containsOnly(0), key -> assertThat(key).hasSize(32).endsWith(1));
    assertThat(redis.toString()).doesNotContain("SecretKey");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"s3cret\"] | number 1 is no key; right are 32 random bytes in Base64, as by \"openssl rand"
            + " -base64 32\"",
        "[\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\", \"s3cret==\"] | number 2 is no key; right"
            + " are 32 random bytes in Base64, as by \"openssl rand -base64 32\"",
        "[\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\","
            + " \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"] | it has the same key twice; right is"
            + " each once, the one that encrypts first",
      })
  void whatIsNoKeyStopsTheStartAndIsNotShown(String keys, String message) {
    Path file = folder.resolve("own.conf");
    Sources sources = Sources.none().file(file, "fanfare.redis.encryption-keys = " + keys);

    assertThatThrownBy(sources::load)
        .isInstanceOf(SettingsException.class)
        .hasMessage(file + ": 1: fanfare.redis.encryption-keys is wrong: " + message)
        .satisfies(failure -> assertThat(stackOf(failure)).doesNotContain("s3cret"));
  }

  @Test
  void aUserHasAPassword() {
    assertThatThrownBy(Sources.none().property("fanfare.redis.user", "anna")::load)
        .isInstanceOf(SettingsException.class)
        .hasMessageEndingWith(
            "fanfare.redis.password is wrong: there is none, but the user beside it is named;"
                + " right is the password of that user, such as ${FANFARE_REDIS_PASSWORD}");
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
