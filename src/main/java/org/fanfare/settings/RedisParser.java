package org.fanfare.settings;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses {@code redis}: how the layer of that name reaches its server. No message of an exception
 * shows a password.
 */
final class RedisParser {
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._:-]{1,32}");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Section fanfare;

  RedisParser(Section fanfare) {
    this.fanfare = fanfare;
  }

  /**
   * Reads the section.
   *
   * @param isUsed whether the layer is chosen; only then it has to fit the other settings
   */
  Settings.Redis read(boolean isUsed, Duration heartbeat) {
    Optional<Settings.Sentinel> sentinel = sentinel();
    List<URI> servers =
        fanfare.madeOf("redis.servers", texts -> RedisAddresses.of(texts, sentinel.isPresent()));
    return new Settings.Redis(
        servers,
        sentinel,
        fanfare.blaming("redis.tls.authorities", () -> authorities(servers.get(0))),
        login("redis"),
        fanfare.madeOf("redis.encryption-keys", EncryptionKeys::of),
        fanfare.blaming("redis.prefix", this::prefix),
        fanfare.duration("redis.timeout", Duration.ofMillis(100), Duration.ofSeconds(2)),
        fanfare.blaming("redis.linger", () -> linger(isUsed, heartbeat)),
        fanfare.duration("redis.check", SECOND, Duration.ofMinutes(10)));
  }

  private List<X509Certificate> authorities(URI server) {
    String file = fanfare.text("redis.tls.authorities", "the path of a file, or \"\"");
    if (file.isEmpty()) {
      return List.of();
    }
    if (!server.getScheme().equals("rediss")) {
      throw new IllegalArgumentException(
          "redis.servers is reached without TLS, so that there is no certificate; right is \"\", or"
              + " \"rediss://HOST:PORT\" in redis.servers");
    }
    return Authorities.read(Path.of(file));
  }

  private Optional<Settings.Sentinel> sentinel() {
    String master =
        fanfare.text(
            "redis.sentinel.master", "the name of a master, as sentinels know it, or \"\"");
    Settings.Login login = login("redis.sentinel");
    if (!master.isEmpty()) {
      return Optional.of(new Settings.Sentinel(master, login));
    }
    if (!login.user().isEmpty()) {
      throw fanfare.wrong(
          "redis.sentinel.user",
          "is for sentinels, and redis.sentinel.master names no master that they are asked for",
          null);
    }
    return Optional.empty();
  }

  /** Reads the user and the password in a section. */
  private Settings.Login login(String section) {
    String user = fanfare.text(section + ".user", "the name of a user, or \"\"");
    String key = section + ".password";
    return new Settings.Login(user, fanfare.blaming(key, () -> password(key, user)));
  }

  private String password(String key, String user) {
    String password = fanfare.has(key) ? fanfare.secret(key) : "";
    if (password.isEmpty() && !user.isEmpty()) {
      throw new IllegalArgumentException(
          "there is none, but the user beside it is named; right is the password of that user, such"
              + " as ${FANFARE_REDIS_PASSWORD}");
    }
    return password;
  }

  private String prefix() {
    String right = "1 to 32 characters of A-Z a-z 0-9 . _ : -";
    String prefix = fanfare.text("redis.prefix", right);
    if (prefix.isEmpty()) {
      throw new IllegalArgumentException("it is empty; right is " + right);
    }
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("\"" + prefix + "\" is no prefix; right is " + right);
    }
    return prefix;
  }

  private Duration linger(boolean isUsed, Duration heartbeat) {
    Duration linger = fanfare.duration("redis.linger", Duration.ofMillis(200), HOUR);
    Duration least = heartbeat.multipliedBy(2);
    if (isUsed && linger.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          Amount.of(linger)
              + " is shorter than two heartbeats, "
              + Amount.of(least)
              + ", so that a group would be given up while its clients come back; right is at least"
              + " that");
    }
    return linger;
  }
}
