package org.fanfare.wire;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import org.fanfare.redis.RedisServer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.Statistics;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * The laws hold when the logs of all groups are in Redis, on every server: order, coming back,
 * gaps, receipts and keys, and everything that can be joined and left.
 */
@ArquillianTest
@Tag("full")
class RedisLayerIT
    implements OrderPromises,
        ResumePromises,
        ReturnPromises,
        GapPromises,
        PostPromises,
        IdempotencyPromises,
        BeginningPromises,
        JoiningPromises,
        ChannelPromises {
  private static RedisServer redis;

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(LawsIT.SETTINGS + settings());
  }

  private static String settings() {
    try {
      redis = new RedisServer();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return """
      layer = redis
      redis.servers = ["redis://127.0.0.1:%d"]
    """
        .formatted(redis.port());
  }

  /** A server that runs no threads while it deploys connects a little later. */
  @BeforeEach
  void connected() {
    await("the layer").until(() -> Statistics.of(server()).layer().equals("up"));
  }

  @AfterAll
  static void end() throws IOException {
    redis.close();
  }

  @Override
  public Server server() {
    return Server.at(context);
  }
}
