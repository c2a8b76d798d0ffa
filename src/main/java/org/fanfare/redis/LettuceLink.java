package org.fanfare.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ByteArrayOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fanfare.threads.Loop;
import org.jspecify.annotations.Nullable;

/**
 * A link of two connections: one for commands, one for notifications. It ends when either does, and
 * both must be connected to the same life of a server.
 *
 * <p>Used on the loop. What comes from the threads of Lettuce becomes a task of the loop. Commands
 * that are sent by the tasks of one turn of the loop leave together.
 */
final class LettuceLink implements Link {
  private static final int SCANNED = 1000; // keys that Redis looks at in one step

  private final Loop loop;
  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final RedisAsyncCommands<byte[], byte[]> commands;
  private final StatefulRedisPubSubConnection<byte[], byte[]> notifications;
  private final Keys keys;
  private final Listener listener;
  private final Confirmations confirmations = new Confirmations();
  private final InFlight inFlight = new InFlight();
  private long life;
  private boolean isOpen = true;
  private boolean isActive;
  private boolean isToFlush;

  LettuceLink(
      Loop loop,
      StatefulRedisConnection<byte[], byte[]> connection,
      StatefulRedisPubSubConnection<byte[], byte[]> notifications,
      Keys keys,
      Listener listener) {
    this.loop = loop;
    this.connection = connection;
    this.commands = connection.async();
    this.notifications = notifications;
    this.keys = keys;
    this.listener = listener;
    connection.setAutoFlushCommands(false);
    Disconnection disconnection = new Disconnection();
    connection.addListener(disconnection);
    notifications.addListener(disconnection);
    notifications.addListener(new Notifications());
  }

  /**
   * Reads the life of the server on both connections, loads the scripts, and looks whether the user
   * has all rights. Done before anything else is asked.
   */
  CompletionStage<?> activate() {
    CompletionStage<ServerInfo> there = info(notifications.async());
    CompletionStage<Void> checked =
        info(commands)
            .thenCombine(
                there,
                (here, other) -> {
                  here.check();
                  other.check();
                  listener.looked(here.memory());
                  life = here.life().bits();
                  if (life != other.life().bits()) {
                    throw new LinkException(
                        LinkException.Kind.NOT_ASKED, "the server has just begun anew");
                  }
                  return null;
                });
    return checked
        .thenCompose(done -> load())
        .thenCompose(done -> run(Script.RIGHTS, List.of(), Rights.arguments(keys)))
        .thenAccept(
            reply -> {
              Rights.check(reply, keys);
              isActive = true;
            });
  }

  private CompletionStage<?> load() {
    return CompletableFuture.allOf(
        Arrays.stream(Script.values())
            .map(script -> ask(() -> commands.scriptLoad(ScriptTexts.text(script))))
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletionStage<ServerInfo> info(RedisAsyncCommands<byte[], byte[]> on) {
    return ask(() ->
            on.dispatch(
                CommandType.INFO,
                new ByteArrayOutput<>(ByteArrayCodec.INSTANCE),
                new CommandArgs<>(ByteArrayCodec.INSTANCE)
                    .add("server")
                    .add("replication")
                    .add("memory")))
        .thenApply(info -> ServerInfo.of(new String(info, StandardCharsets.US_ASCII)));
  }

  @Override
  public long life() {
    return life;
  }

  @Override
  public CompletionStage<Long> look() {
    return info(commands)
        .thenApply(
            info -> {
              listener.looked(info.memory());
              return info.life().isMaster() ? info.life().bits() : ~life;
            });
  }

  @Override
  public CompletionStage<List<Object>> run(
      Script script, List<byte[]> keys, List<byte[]> arguments) {
    Supplier<CompletionStage<List<Object>>> send =
        () ->
            commands.evalsha(
                ScriptTexts.digest(script),
                ScriptOutputType.MULTI,
                keys.toArray(byte[][]::new),
                arguments.toArray(byte[][]::new));
    CompletableFuture<List<Object>> answer = new CompletableFuture<>();
    long bytes = InFlight.bytesOf(arguments);
    if (!inFlight.begins(bytes)) {
      answer.completeExceptionally(
          new LinkException(LinkException.Kind.NOT_ASKED, "too much waits for Redis already"));
      return answer;
    }
    CompletionStage<?> unused = answer.whenComplete((reply, failure) -> inFlight.ends(bytes));
    ask(send)
        .whenComplete(
            (reply, failure) -> {
              if (failure != null && failure.getCause() instanceof RedisNoScriptException) {
                load()
                    .thenCompose(loaded -> ask(send)) // nothing was done
                    .whenComplete((again, still) -> complete(answer, again, still));
              } else {
                complete(answer, reply, failure);
              }
            });
    return answer;
  }

  private static <T> void complete(
      CompletableFuture<T> answer, @Nullable T value, @Nullable Throwable failure) {
    if (failure != null) {
      answer.completeExceptionally(failure);
    } else {
      answer.complete(value);
    }
  }

  @Override
  public CompletionStage<byte @Nullable []> get(byte[] key) {
    return ask(() -> commands.get(key));
  }

  @Override
  public CompletionStage<List<byte[]>> names(String pattern) {
    ScanArgs some = ScanArgs.Builder.limit(SCANNED).match(pattern);
    return scan(ScanCursor.INITIAL, some, new ArrayList<>());
  }

  private CompletionStage<List<byte[]>> scan(ScanCursor at, ScanArgs some, List<byte[]> found) {
    return ask(() -> commands.scan(at, some))
        .thenCompose(
            cursor -> {
              found.addAll(cursor.getKeys());
              return cursor.isFinished()
                  ? CompletableFuture.completedFuture(found)
                  : scan(ScanCursor.of(cursor.getCursor()), some, found);
            });
  }

  @Override
  public CompletionStage<?> notify(byte[] channel, byte[] payload) {
    return ask(() -> commands.spublish(channel, payload));
  }

  @Override
  public CompletionStage<?> subscribe(List<byte[]> channels) {
    CompletableFuture<Void> confirmed = confirmations.add(channels);
    ask(() -> notifications.async().ssubscribe(channels.toArray(byte[][]::new)))
        .whenComplete(
            (sent, failure) -> {
              if (failure != null) {
                confirmations.fail(confirmed, failure);
              }
            });
    return confirmed;
  }

  @Override
  public void unsubscribe(List<byte[]> channels) {
    ask(() -> notifications.async().sunsubscribe(channels.toArray(byte[][]::new)))
        .exceptionally(ended -> null);
  }

  /** Sends a command with those of the same turn; the stage completes on the loop. */
  private <T> CompletionStage<T> ask(Supplier<? extends CompletionStage<T>> send) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    if (!isOpen) {
      answer.completeExceptionally(
          new LinkException(LinkException.Kind.NOT_ASKED, "the link has ended"));
      return answer;
    }
    send.get()
        .whenComplete(
            (value, failure) ->
                LettuceDialer.onLoop(
                    loop,
                    () -> {
                      if (failure == null) {
                        answer.complete(value);
                      } else {
                        answer.completeExceptionally(LettuceFailures.failed(failure));
                        endIfOfNoUse(failure);
                      }
                    }));
    if (!isToFlush) {
      isToFlush = true;
      loop.lastly(this::flush);
    }
    return answer;
  }

  private void flush() {
    isToFlush = false;
    connection.flushCommands();
  }

  /**
   * A server that is of no use any more ends the link. One that is being activated is ended by
   * whoever opens it: the other failures of the activation then still say why.
   */
  private void endIfOfNoUse(Throwable failure) {
    if (isActive && LettuceFailures.endsLink(failure)) {
      ended(String.valueOf(LettuceFailures.causeOf(failure).getMessage()));
    }
  }

  private void ended(String why) {
    if (isOpen) {
      close();
      listener.ended(why);
    }
  }

  @Override
  public void close() {
    if (!isOpen) {
      return;
    }
    isOpen = false;
    close(connection);
    close(notifications);
    LinkException ended = new LinkException(LinkException.Kind.ENDED, "the link has ended");
    confirmations.failAll(ended);
  }

  /** Ends a connection; nobody waits for it. */
  static void close(StatefulConnection<?, ?> connection) {
    CompletionStage<Void> unused = connection.closeAsync();
  }

  private final class Disconnection implements RedisConnectionStateListener {
    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
      LettuceDialer.onLoop(loop, () -> ended("the connection has ended"));
    }
  }

  private final class Notifications extends RedisPubSubAdapter<byte[], byte[]> {
    @Override
    public void smessage(byte[] channel, byte[] payload) {
      LettuceDialer.onLoop(
          loop,
          () -> {
            if (isOpen) {
              listener.heard(channel, payload);
            }
          });
    }

    @Override
    public void ssubscribed(byte[] channel, long count) {
      LettuceDialer.onLoop(loop, () -> confirmations.confirm(channel));
    }
  }
}
