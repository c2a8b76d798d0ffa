package org.fanfare.redis;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/**
 * Where the Redis of a node is, and how the node uses it. All nodes that share their groups have
 * the same server and the same prefix.
 *
 * @param server {@code redis://HOST:PORT}, or {@code rediss://HOST:PORT} for TLS, whose certificate
 *     and host name are checked. Without a port it is 6379
 * @param authorities who may have signed the certificate; empty for those that Java trusts
 * @param user the user to log in as; empty for the default one
 * @param password the password; empty to log in without one
 * @param prefix the beginning of the names of all keys and channels: letters, digits, {@code . _ -}
 *     and colons
 * @param timeOut how long a request may wait for its answer, at most 2 seconds
 * @param linger how long a group that nobody reads any more is still followed
 * @param check how often the position of a quiet group is compared with Redis'
 */
public record RedisSetup(
    URI server,
    List<X509Certificate> authorities,
    String user,
    String password,
    String prefix,
    Duration timeOut,
    Duration linger,
    Duration check) {
  /** {@inheritDoc} Without the password. */
  @Override
  public String toString() {
    return "RedisSetup[server=%s, user=%s, prefix=%s]".formatted(server, user, prefix);
  }
}
