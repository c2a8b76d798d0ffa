package org.fanfare.layer;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A layer as a network would make it: what is asked happens later, on other threads, overtaking
 * what was asked before; answers and wakes come later still.
 *
 * <p>All that the contract leaves open it does differently from the layer that it wraps. Safe for
 * use by any thread.
 */
public final class LateLayer implements ChannelLayer {
  private static final int MAX_DELAY_MICROS = 2000;

  private final ChannelLayer inner;
  private final Executor network;
  private final Random random;
  private final Map<Executor, Executor> late = new ConcurrentHashMap<>();

  /** Wraps a layer; {@code network} should have several threads. */
  public LateLayer(ChannelLayer inner, Executor network, long seed) {
    this.inner = inner;
    this.network = network;
    this.random = new Random(seed);
  }

  private <T> CompletionStage<T> later(
      @Nullable GroupName group, Supplier<CompletionStage<T>> task) {
    return later(task);
  }

  private <T> CompletionStage<T> later(Supplier<CompletionStage<T>> task) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    soon(
        () ->
            task.get()
                .whenComplete(
                    (value, failure) ->
                        soon(
                            () -> {
                              if (failure == null) {
                                answer.complete(value);
                              } else {
                                answer.completeExceptionally(failure);
                              }
                            })));
    return answer;
  }

  private void soon(Runnable task) {
    CompletableFuture.delayedExecutor(
            random.nextInt(MAX_DELAY_MICROS), TimeUnit.MICROSECONDS, network)
        .execute(task);
  }

  private Executor late(Executor executor) {
    return late.computeIfAbsent(executor, e -> task -> soon(() -> e.execute(task)));
  }

  @Override
  public CompletionStage<Outcome<Receipt>> publish(
      GroupName group, Message message, @Nullable PublishKey key) {
    return later(() -> inner.publish(group, message, key));
  }

  @Override
  public CompletionStage<Outcome<Reader>> open(
      GroupName group, Start start, Executor executor, Wake wake) {
    return later(() -> inner.open(group, start, late(executor), wake));
  }

  @Override
  public CompletionStage<Mailbox> openMailbox(MailboxOwner owner) {
    return later(() -> inner.openMailbox(owner));
  }

  @Override
  public CompletionStage<Outcome<Void>> send(ChannelName channel, Message message) {
    return later(() -> inner.send(channel, message));
  }

  @Override
  public CompletionStage<Outcome<Position>> add(GroupName group, ChannelName channel) {
    return later(() -> inner.add(group, channel));
  }

  @Override
  public CompletionStage<Outcome<Void>> remove(GroupName group, ChannelName channel) {
    return later(() -> inner.remove(group, channel));
  }

  @Override
  public Groups groups() {
    return new AskedGroups(inner::groups, this::later);
  }

  @Override
  public LayerStatistics statistics() {
    return inner.statistics();
  }
}
