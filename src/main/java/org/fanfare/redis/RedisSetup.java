package org.fanfare.redis;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Where the Redis of a node is, and how the node uses it. All nodes that share their groups have
 * the same server and the same prefix.
 *
 * @param servers {@code redis://HOST:PORT}, or {@code rediss://HOST:PORT} for TLS, whose
 *     certificate and host name are checked: one server, or with {@code sentinel} those who are
 *     asked for it. Without a port it is 6379, and 26379 for sentinels
 * @param sentinel what sentinels are asked for; empty if there are none
 * @param authorities who may have signed the certificate; empty for those that Java trusts
 * @param login who logs in to the server
 * @param encryptionKeys keys of 256 bits, all of them different: the first encrypts what is stored
 *     and sent, and all decrypt it; without any, nothing is encrypted
 * @param prefix the beginning of the names of all keys and channels: letters, digits, {@code . _ -}
 *     and colons
 * @param timeOut how long a request may wait for its answer, at most 2 seconds
 * @param linger how long a group that nobody reads any more is still followed
 * @param check how often the position of a quiet group is compared with Redis'
 */
public record RedisSetup(
    List<URI> servers,
    Optional<Sentinel> sentinel,
    List<X509Certificate> authorities,
    Login login,
    List<SecretKey> encryptionKeys,
    String prefix,
    Duration timeOut,
    Duration linger,
    Duration check) {
  /** {@inheritDoc} Without anything secret. */
  @Override
  public String toString() {
    return "RedisSetup[servers=%s, sentinel=%s, login=%s, prefix=%s]"
        .formatted(servers, sentinel, login, prefix);
  }

  /**
   * What sentinels are asked for.
   *
   * @param master the name that they have for the master
   * @param login who logs in to them
   */
  public record Sentinel(String master, Login login) {}

  /**
   * Who logs in to a server.
   *
   * @param user the user to log in as; empty for the default one
   * @param password the password; empty to log in without one
   */
  public record Login(String user, String password) {
    /** {@inheritDoc} Without the password. */
    @Override
    public String toString() {
      return "Login[user=%s]".formatted(user);
    }
  }
}
