package org.fanfare.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.fanfare.threads.Loop;

/**
 * Opens links to one Redis server. Used on the loop, where all calls of Lettuce are made; {@link
 * #close} may be called by any thread that may wait.
 *
 * <p>A connection of Lettuce is one TCP connection: it does not connect again by itself, since that
 * would repeat commands that may have been executed, and run them in another life of the server.
 */
final class LettuceDialer implements Link.Dialer, AutoCloseable {
  private static final int THREADS = 2; // the least that Lettuce allows
  private static final long END_SECONDS = 5;

  private final Loop loop;
  private final RedisURI server;
  private final ClientResources resources;
  private final RedisClient client;

  /**
   * Creates what opens links.
   *
   * @param threads creates the threads of Lettuce, which end with {@link #close}
   */
  LettuceDialer(Loop loop, RedisURI server, ThreadFactory threads) {
    this.loop = loop;
    this.server = server;
    this.resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .threadFactoryProvider(pool -> threads)
            .build();
    this.client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .maintNotificationsConfig(MaintNotificationsConfig.disabled())
            .protocolVersion(ProtocolVersion.RESP3)
            .socketOptions(SocketOptions.builder().connectTimeout(Times.TIME_OUT).build())
            .timeoutOptions(TimeoutOptions.enabled(Times.TIME_OUT))
            .build());
  }

  @Override
  public CompletionStage<Link> dial(Link.Listener listener) {
    CompletableFuture<Link> opened = new CompletableFuture<>();
    CompletionStage<StatefulRedisConnection<byte[], byte[]>> commands =
        client.connectAsync(ByteArrayCodec.INSTANCE, server);
    CompletionStage<StatefulRedisPubSubConnection<byte[], byte[]>> notifications =
        client.connectPubSubAsync(ByteArrayCodec.INSTANCE, server);
    commands
        .thenCombine(notifications, (one, other) -> new LettuceLink(loop, one, other, listener))
        .whenComplete(
            (link, failure) ->
                loop.execute(
                    () -> {
                      if (failure == null) {
                        activate(link, opened);
                      } else {
                        commands.thenAccept(LettuceLink::close);
                        notifications.thenAccept(LettuceLink::close);
                        opened.completeExceptionally(LettuceFailures.refused(failure));
                      }
                    }));
    return opened;
  }

  private static void activate(LettuceLink link, CompletableFuture<Link> opened) {
    link.activate()
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                opened.complete(link);
              } else {
                link.close();
                opened.completeExceptionally(LettuceFailures.refused(failure));
              }
            });
  }

  /** Ends all connections and threads, and waits until they have ended, 5 seconds at most. */
  @Override
  public void close() {
    client.shutdown(0, END_SECONDS, TimeUnit.SECONDS);
    resources.shutdown(0, END_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
