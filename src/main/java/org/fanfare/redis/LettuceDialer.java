package org.fanfare.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.fanfare.threads.Loop;
import org.jspecify.annotations.Nullable;

/**
 * Opens links to one Redis server. Used on the loop, where all calls of Lettuce are made, the first
 * of them when a link is opened; {@link #close} may be called by another thread when the loop does
 * nothing any more.
 *
 * <p>A connection of Lettuce is one TCP connection: it does not connect again by itself, since that
 * would repeat commands that may have been executed, and run them in another life of the server.
 */
final class LettuceDialer implements Link.Dialer, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LettuceDialer.class.getName());
  private static final int THREADS = 2; // the least that Lettuce allows
  private static final long END_SECONDS = 2;

  private final Loop loop;
  private final LettuceServer server;
  private final Duration timeOut;
  private final ThreadFactory threads;
  private @Nullable Client client;
  private @Nullable InetSocketAddress dialled; // the last master that sentinels have named

  /** A client with the threads that it uses. */
  private record Client(RedisClient redis, ClientResources resources) {}

  /**
   * Creates what opens links.
   *
   * @param timeOut how long it may take to open one, and to be answered on it
   * @param threads creates the threads of Lettuce, which end with {@link #close}
   */
  LettuceDialer(Loop loop, LettuceServer server, Duration timeOut, ThreadFactory threads) {
    this.loop = loop;
    this.server = server;
    this.timeOut = timeOut;
    this.threads = threads;
  }

  private RedisClient redis() {
    Client made = client;
    if (made == null) {
      made = client();
      client = made;
    }
    return made.redis;
  }

  private Client client() {
    ClientResources resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .threadFactoryProvider(pool -> threads)
            .commandLatencyRecorder(
                CommandLatencyRecorder.disabled()) // which has threads of its own
            .addressResolverGroup(DefaultAddressResolverGroup.INSTANCE) // as all of this machine
            .build();
    RedisClient redis = RedisClient.create(resources);
    redis.setOptions(options(timeOut).mutate().sslOptions(server.tls(timeOut)).build());
    return new Client(redis, resources);
  }

  /** Returns how connections of Lettuce behave: each is one TCP connection, and nothing is kept. */
  static ClientOptions options(Duration timeOut) {
    return ClientOptions.builder()
        .autoReconnect(false)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .protocolVersion(ProtocolVersion.RESP3)
        .socketOptions(SocketOptions.builder().connectTimeout(timeOut).build())
        .timeoutOptions(TimeoutOptions.enabled(timeOut))
        .build();
  }

  @Override
  public CompletionStage<Link> dial(Link.Listener listener) {
    CompletableFuture<Link> opened = new CompletableFuture<>();
    if (client == null) {
      whenThreadsRun(() -> connect(listener, opened), opened);
    } else {
      connect(listener, opened);
    }
    return opened;
  }

  /**
   * Does a task when it was seen that a new thread runs. Without its threads a client would wait
   * for ever, and the loop with it ({@link
   * org.fanfare.transport.Quirk#LOSES_WORK_WHILE_IT_DEPLOYS}).
   */
  private void whenThreadsRun(Runnable task, CompletableFuture<Link> opened) {
    Runnable unlessTooLate =
        () -> {
          if (!opened.isDone()) {
            task.run();
          }
        };
    threads.newThread(() -> onLoop(unlessTooLate)).start();
    loop.later(
        timeOut.toMillis(),
        () -> {
          if (client == null) {
            opened.completeExceptionally(
                new LinkException(LinkException.Kind.NOT_ASKED, "the server runs no threads yet"));
          }
        });
  }

  private void onLoop(Runnable task) {
    onLoop(loop, task);
  }

  /** Does a task of a thread of Lettuce on the loop, unless that has ended meanwhile. */
  static void onLoop(Loop loop, Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException ended) {
      LOG.log(Level.DEBUG, "the layer has ended");
    }
  }

  private void connect(Link.Listener listener, CompletableFuture<Link> opened) {
    RedisClient redis = redis();
    LettuceSentinels sentinels = server.sentinels();
    if (sentinels == null) {
      connect(redis, server.address(), listener, opened);
      return;
    }
    sentinels
        .ask(redis)
        .whenComplete(
            (master, failure) ->
                onLoop(
                    () -> {
                      if (master == null) {
                        opened.completeExceptionally(failure);
                      } else {
                        dialled = master;
                        RedisURI address = server.at(master.getHostString(), master.getPort());
                        connect(redis, address, listener, opened);
                      }
                    }));
  }

  @Override
  public CompletionStage<Boolean> isPresent() {
    Client made = client;
    LettuceSentinels sentinels = server.sentinels();
    InetSocketAddress there = dialled;
    if (made == null || sentinels == null || there == null) {
      return CompletableFuture.completedFuture(true);
    }
    CompletableFuture<Boolean> present = new CompletableFuture<>();
    sentinels
        .ask(made.redis)
        .handle((master, unknown) -> master == null || master.equals(there))
        .thenAccept(is -> onLoop(() -> present.complete(is)));
    return present;
  }

  private void connect(
      RedisClient redis, RedisURI address, Link.Listener listener, CompletableFuture<Link> opened) {
    CompletionStage<StatefulRedisConnection<byte[], byte[]>> commands =
        redis.connectAsync(ByteArrayCodec.INSTANCE, address);
    CompletionStage<StatefulRedisPubSubConnection<byte[], byte[]>> notifications =
        redis.connectPubSubAsync(ByteArrayCodec.INSTANCE, address);
    commands
        .thenCombine(
            notifications,
            (one, other) -> new LettuceLink(loop, one, other, server.keys(), listener))
        .whenComplete(
            (link, failure) ->
                onLoop(
                    () -> {
                      if (failure == null) {
                        activate(link, opened);
                      } else {
                        commands.thenAccept(LettuceLink::close);
                        notifications.thenAccept(LettuceLink::close);
                        opened.completeExceptionally(
                            LettuceFailures.refused(failure, server.address().isSsl()));
                      }
                    }));
  }

  private void activate(LettuceLink link, CompletableFuture<Link> opened) {
    link.activate()
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                opened.complete(link);
              } else {
                link.close();
                opened.completeExceptionally(
                    LettuceFailures.refused(failure, server.address().isSsl()));
              }
            });
  }

  /** Ends all connections and threads, and waits until they have ended, 4 seconds at most. */
  @Override
  public void close() {
    Client made = client;
    if (made != null) {
      client = null;
      try {
        made.redis.shutdown(0, END_SECONDS, TimeUnit.SECONDS);
      } finally {
        made.resources.shutdown(0, END_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
      }
    }
  }

  /**
   * Waits until the thread has ended that Netty has for all clients of an application: a second
   * after the last of them, two at most. Called when no link is opened any more.
   */
  static void awaitSharedThread() {
    try {
      if (!GlobalEventExecutor.INSTANCE.awaitInactivity(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "a thread of Netty does not end");
      }
    } catch (IllegalStateException neverStarted) {
      LOG.log(Level.DEBUG, "Netty has had no thread for all clients");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
