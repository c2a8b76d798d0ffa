package org.fanfare.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.threads.Loop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Groups whose logs are in a real redis-server keep the contract (R12, R14, R15). */
final class RedisServerGroupsTest extends GroupsContract {
  private static final AtomicInteger TESTS = new AtomicInteger();
  private static RedisServer server;

  private final Keys keys = new Keys("t" + TESTS.incrementAndGet());
  private final long begun = clock().millis();

  @BeforeAll
  static void startServer() throws IOException {
    server = new RedisServer();
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
    return new LettuceLine(loop, server.port());
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
