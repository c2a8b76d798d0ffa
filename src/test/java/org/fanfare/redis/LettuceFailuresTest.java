package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.time.Duration;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a failure of a real client of a real server means (R11). */
@Law(4)
final class LettuceFailuresTest {
  private static final byte[] KEY = {'k'};

  private RedisServer server;
  private RedisClient client;

  @BeforeEach
  void start() throws IOException {
    server = new RedisServer();
    client = RedisClient.create(RedisURI.create("127.0.0.1", server.port()));
    client.setOptions(LettuceDialer.options(Times.USUAL.timeOut()));
  }

  @AfterEach
  void end() throws IOException {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
    server.close();
  }

  /** Returns the failure of what is asked on a connection. */
  private static LinkException failure(StatefulRedisConnection<byte[], byte[]> connection) {
    return connection
        .async()
        .get(KEY)
        .handle((value, failed) -> LettuceFailures.failed(failed))
        .toCompletableFuture()
        .join();
  }

  @Test
  void whatIsAskedOfAConnectionThatHasEndedAlreadyIsCertainlyNotDone() {
    StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
    server.connect().sync().clientKill(KillArgs.Builder.typeNormal().skipme());
    await().until(() -> !connection.isOpen());

    assertThat(failure(connection).kind()).isEqualTo(LinkException.Kind.NOT_ASKED);
    assertThat(failure(connection).mayHaveHappened()).isFalse();

    connection.close();
    assertThat(failure(connection).kind()).isEqualTo(LinkException.Kind.NOT_ASKED);
  }

  @Test
  void whatWasOnItsWayWhenTheConnectionEndedMayHaveHappened() throws IOException {
    StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
    server.freeze();
    var asked = connection.async().get(KEY);
    server.kill();

    LinkException failure =
        asked
            .handle((value, failed) -> LettuceFailures.failed(failed))
            .toCompletableFuture()
            .join();

    assertThat(failure.kind()).isEqualTo(LinkException.Kind.ENDED);
    assertThat(failure.mayHaveHappened()).isTrue();
  }
}
