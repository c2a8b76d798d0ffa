package org.fanfare.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Which server is linked, and how.
 *
 * @param address where it is, who logs in, and whether by TLS, with the name of the host verified;
 *     with sentinels it is they who tell the host and the port
 * @param sentinels who tells which server is the master; null if it is always the same
 * @param authorities who may have signed the certificate of a server; empty for those that Java
 *     trusts
 * @param keys the names of what is used there
 */
record LettuceServer(
    RedisURI address,
    @Nullable LettuceSentinels sentinels,
    List<X509Certificate> authorities,
    Keys keys) {
  private static final int PORT = 6379;
  private static final int SENTINEL_PORT = 26379;

  /** Returns the server of a setup. */
  static LettuceServer of(RedisSetup redis) {
    LettuceSentinels sentinels =
        redis
            .sentinel()
            .map(
                set ->
                    new LettuceSentinels(
                        redis.servers().stream()
                            .map(each -> address(each, SENTINEL_PORT, set.login(), redis))
                            .toList(),
                        set.master()))
            .orElse(null);
    return new LettuceServer(
        address(redis.servers().get(0), PORT, redis.login(), redis),
        sentinels,
        redis.authorities(),
        new Keys(redis.prefix()));
  }

  private static RedisURI address(URI server, int port, RedisSetup.Login login, RedisSetup redis) {
    String host = Objects.requireNonNull(server.getHost(), "a server has a host");
    RedisURI.Builder address =
        RedisURI.Builder.redis(
                withoutBrackets(host), server.getPort() < 0 ? port : server.getPort())
            .withSsl("rediss".equals(server.getScheme()))
            .withTimeout(redis.timeOut());
    if (!login.password().isEmpty()) {
      char[] password = login.password().toCharArray();
      if (login.user().isEmpty()) {
        address.withPassword(password);
      } else {
        address.withAuthentication(login.user(), password);
      }
    }
    return address.build();
  }

  /** Returns how the server at another host and port is linked. */
  RedisURI at(String host, int port) {
    return RedisURI.builder(address).withHost(host).withPort(port).build();
  }

  /** Returns an address of IPv6 without the brackets that it has in a URI. */
  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /**
   * Returns how TLS is done.
   *
   * @param timeOut how long its beginning may take
   */
  SslOptions tls(Duration timeOut) {
    SslOptions.Builder tls = SslOptions.builder().jdkSslProvider().handshakeTimeout(timeOut);
    return authorities.isEmpty() ? tls.build() : tls.trustManager(trust()).build();
  }

  private TrustManagerFactory trust() {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (X509Certificate authority : authorities) {
        trusted.setCertificateEntry("authority-" + trusted.size(), authority);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      return trust;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("Java cannot hold certificates in memory", e);
    }
  }
}
