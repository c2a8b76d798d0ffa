package org.fanfare.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.harness.FreePort;
import org.fanfare.threads.Loop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Groups whose logs are in a real redis-server keep the contract (R12, R14, R15), as a user who has
 * the documented rights and no others. With {@code -Dwire.full=true} each connection is one of TLS,
 * whose handshakes take long on a JVM that has just started.
 */
final class RedisServerGroupsTest extends GroupsContract {
  private static final AtomicInteger TESTS = new AtomicInteger();
  private static final boolean IS_TLS = Boolean.getBoolean("wire.full");
  private static final String PASSWORD = "s3cret";

  @TempDir private static Path folder;
  private static RedisServer server;
  private static int port; // for TLS
  private static List<X509Certificate> authorities;

  private final Keys keys = new Keys("ff:" + TESTS.incrementAndGet());
  private final long begun = clock().millis();

  @BeforeAll
  static void startServer() throws IOException {
    startServer(folder);
  }

  /** Starts the server. */
  static void startServer(Path folder) throws IOException {
    Certificates certificates = Certificates.of(folder, "IP:127.0.0.1");
    authorities = certificates.authorities();
    port = FreePort.find();
    List<String> options = new ArrayList<>(RedisServer.tls(port, certificates));
    options.addAll(RedisServer.user(PASSWORD, DocumentedRights.words()));
    server = RedisServer.with(options);
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  /** Returns the server, for tests whose nodes are of this class. */
  static RedisServer server() {
    return server;
  }

  @Override
  long millis() {
    return System.nanoTime() / 1_000_000 + shift();
  }

  @Override
  long shift() {
    return clock().millis() - begun;
  }

  /**
   * The time of the server goes on by itself meanwhile, so that no bound is met to the millisecond:
   * what is to come before one comes a little earlier, and what is to come after it a little later.
   */
  @Override
  Duration turned(Duration time) {
    if (time.toMillis() % 1000 == 999) {
      return time.minusSeconds(5);
    }
    return time.toMillis() < 100 ? time.plusSeconds(6) : time.plusMillis(10);
  }

  @Override
  Keys keys() {
    return keys;
  }

  @Override
  Line line(Loop loop) {
    return new LettuceLine(loop, reached());
  }

  /** Returns how the server is reached. */
  static LettuceServer reached() {
    RedisURI address =
        RedisURI.Builder.redis("127.0.0.1", IS_TLS ? port : server.port())
            .withSsl(IS_TLS)
            .withAuthentication("fanfare", PASSWORD)
            .build();
    return new LettuceServer(address, null, authorities, new Keys("ff"));
  }

  /** The server forgets the end of the log, as if it had not been written, and is killed. */
  @Override
  void restartWithout(long after) {
    try (StatefulRedisConnection<byte[], byte[]> connection = server.connect()) {
      RedisCommands<byte[], byte[]> redis = connection.sync();
      byte[] packed = redis.get(keys.meta(GROUP));
      if (packed != null) {
        List<byte[]> log = new ArrayList<>(redis.lrange(keys.log(GROUP), 0, -1));
        StoreMeta meta = StoreMeta.of(packed, 0, 0, 0);
        int before = log.size();
        meta.loseAfter(after, log);
        for (int i = log.size(); i < before; i++) {
          redis.rpop(keys.log(GROUP));
        }
        redis.set(keys.meta(GROUP), meta.packed());
      }
    }
    try {
      server.kill();
      server.start();
    } catch (IOException e) {
      throw new IllegalStateException("the server does not start again", e);
    }
  }
}
