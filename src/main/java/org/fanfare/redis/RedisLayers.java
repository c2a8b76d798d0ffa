package org.fanfare.redis;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.fanfare.layer.LayerFactory;
import org.fanfare.layer.LayerSetup;
import org.fanfare.layer.NodeLayer;
import org.fanfare.threads.LoopThread;
import org.fanfare.threads.NamedThreads;

/**
 * Makes the channel layer of a node that shares its groups with other nodes through Redis. Used by
 * the thread that starts the node.
 *
 * <p>The layer begins to connect at once, and waits for nothing: while Redis is away it is
 * interrupted, and goes on when Redis is there.
 */
public final class RedisLayers implements LayerFactory {
  private final RedisSetup redis;
  private final ThreadFactory container;

  /**
   * Creates what makes layers.
   *
   * @param container creates the threads of a layer, which end when it is closed: one that does
   *     everything, and those of the client
   */
  public RedisLayers(RedisSetup redis, ThreadFactory container) {
    this.redis = redis;
    this.container = container;
  }

  @Override
  public NodeLayer make(LayerSetup setup) {
    LoopThread loop = LoopThread.start(container, "fanfare-redis", System::nanoTime);
    LettuceDialer dialer =
        new LettuceDialer(
            loop,
            LettuceServer.of(redis),
            redis.timeOut(),
            new NamedThreads(container).named("fanfare-redis-io"));
    Link.Dialer links =
        redis.encryptionKeys().isEmpty()
            ? dialer
            : new SealedLink.Dialer(dialer, new Seals(redis.encryptionKeys(), setup.random()));
    NodeTag tag = NodeTag.random(setup.random());
    Times times =
        new Times(
            redis.timeOut(),
            Times.USUAL.beacon(),
            redis.check(),
            redis.linger(),
            setup.limits().keys().age());
    NodePlace place =
        new NodePlace(
            loop,
            links,
            new Keys(redis.prefix()),
            tag.value(),
            times,
            setup.clock(),
            () -> 0,
            setup.random());
    RedisGroups groups = new RedisGroups(place, setup.policies(), setup.limits());
    RedisNodes others = new RedisNodes(place, groups);
    RedisChannels channels =
        new RedisChannels(tag, setup.limits(), others, groups::position, setup.random());
    return new RedisChannelLayer(groups, channels, others, () -> end(loop, dialer));
  }

  /** Ends all threads: first those of the client, since they give tasks to the loop. */
  private static void end(LoopThread loop, LettuceDialer dialer) {
    try {
      loop.execute(
          () -> {
            dialer.close();
            LettuceDialer.awaitSharedThread();
          });
    } catch (RejectedExecutionException closedBefore) {
      return;
    }
    loop.close();
  }
}
