package org.fanfare.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code redis}: how the layer of that name reaches its server. No message of an exception
 * shows a password.
 */
final class RedisParser {
  private static final String SERVER =
      "the address of one server, such as \"redis://127.0.0.1:6379\", or \"rediss://HOST:PORT\" for TLS";
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._:-]{1,32}");
  private static final int MOST_PORT = 65_535;
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
    URI server = fanfare.madeOf("redis.servers", RedisParser::server);
    String user = fanfare.text("redis.user", "the name of a user of Redis, or \"\"");
    return new Settings.Redis(
        server,
        fanfare.blaming("redis.tls.authorities", () -> authorities(server)),
        user,
        fanfare.blaming("redis.password", () -> password(user)),
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

  private static URI server(List<String> servers) {
    if (servers.size() != 1) {
      throw new IllegalArgumentException(
          servers.isEmpty()
              ? "it names no server; right is " + SERVER
              : "it names "
                  + servers.size()
                  + " servers, and only one is supported yet; right is "
                  + SERVER);
    }
    URI server = parsed(servers.get(0));
    if (server == null || server.getScheme() == null) {
      throw new IllegalArgumentException("it is not an address; right is " + SERVER);
    }
    if (server.getRawAuthority() != null && server.getRawAuthority().contains("@")) {
      throw new IllegalArgumentException(
          "it has a user or a password in the address; right are redis.user and redis.password");
    }
    String scheme = server.getScheme();
    if (!scheme.equals("redis") && !scheme.equals("rediss")) {
      throw new IllegalArgumentException(
          "\"" + scheme + "\" is no scheme that is supported; right is " + SERVER);
    }
    if (!isHostAndPort(server)) {
      throw new IllegalArgumentException("it is not a host and a port; right is " + SERVER);
    }
    return server;
  }

  private static @Nullable URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException notOne) {
      return null; // its message would show what may have a password
    }
  }

  private static boolean isHostAndPort(URI server) {
    return server.getHost() != null
        && server.getPort() != 0
        && server.getPort() <= MOST_PORT
        && (server.getRawPath().isEmpty() || server.getRawPath().equals("/"))
        && server.getRawQuery() == null
        && server.getRawFragment() == null;
  }

  private String password(String user) {
    String password = fanfare.has("redis.password") ? fanfare.secret("redis.password") : "";
    if (password.isEmpty() && !user.isEmpty()) {
      throw new IllegalArgumentException(
          "there is none, but redis.user names a user; right is the password of that user, such as"
              + " ${FANFARE_REDIS_PASSWORD}");
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
