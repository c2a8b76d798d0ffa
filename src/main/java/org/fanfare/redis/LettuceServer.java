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

/**
 * Which server is linked, and how.
 *
 * @param address where it is, who logs in, and whether by TLS, with the name of the host verified
 * @param authorities who may have signed the certificate of a server; empty for those that Java
 *     trusts
 * @param keys the names of what is used there
 */
record LettuceServer(RedisURI address, List<X509Certificate> authorities, Keys keys) {
  private static final int PORT = 6379;

  /** Returns the server of a setup. */
  static LettuceServer of(RedisSetup redis) {
    return new LettuceServer(address(redis), redis.authorities(), new Keys(redis.prefix()));
  }

  private static RedisURI address(RedisSetup redis) {
    URI server = redis.server();
    String host = Objects.requireNonNull(server.getHost(), "a server has a host");
    RedisURI.Builder address =
        RedisURI.Builder.redis(
                withoutBrackets(host), server.getPort() < 0 ? PORT : server.getPort())
            .withSsl("rediss".equals(server.getScheme()))
            .withTimeout(redis.timeOut());
    if (!redis.password().isEmpty()) {
      char[] password = redis.password().toCharArray();
      if (redis.user().isEmpty()) {
        address.withPassword(password);
      } else {
        address.withAuthentication(redis.user(), password);
      }
    }
    return address.build();
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
