package org.fanfare.consumer.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.Groups;
import org.fanfare.layer.LayerAnswer;
import org.fanfare.layer.LayerException;
import org.fanfare.layer.LayerStatistics;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.MailboxOwner;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.PublishKey;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Refusal;
import org.fanfare.layer.Start;
import org.fanfare.layer.Wake;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A layer with the faults that a test wants, which remembers what was published. For one thread.
 */
final class FaultyLayer implements ChannelLayer {
  private final ChannelLayer inner;
  private final TestLayer faults;
  private final OneThread thread;
  private final LostPublications lost = new LostPublications();
  private final Map<GroupName, List<Message>> published = new HashMap<>();

  FaultyLayer(ChannelLayer inner, TestLayer faults, OneThread thread) {
    this.inner = inner;
    this.faults = faults;
    this.thread = thread;
  }

  /** Returns the messages of a group that were accepted, also those that were lost, in order. */
  List<Message> published(GroupName group) {
    return List.copyOf(published.getOrDefault(group, List.of()));
  }

  @Override
  public CompletionStage<Outcome<Receipt>> publish(
      GroupName group, Message message, @Nullable PublishKey key) {
    return ask(
        () -> {
          if (faults.isFull(group)) {
            return CompletableFuture.completedFuture(Outcome.refused(Refusal.MEMORY_FULL));
          }
          return inner
              .publish(group, message, key)
              .whenComplete((outcome, failure) -> note(group, message, outcome));
        });
  }

  private void note(GroupName group, Message message, @Nullable Outcome<Receipt> outcome) {
    if (outcome instanceof Outcome.Done<Receipt> done && !done.get().replayed()) {
      published.computeIfAbsent(group, name -> new ArrayList<>()).add(message);
      lost.accepted(group, done.get().position(), faults.drops());
    }
  }

  @Override
  public CompletionStage<Outcome<Reader>> open(
      GroupName group, Start start, Executor executor, Wake wake) {
    boolean floats = start instanceof Start.Newest || start instanceof Start.Oldest;
    return ask(
        () ->
            inner
                .open(group, start, executor, wake)
                .thenApply(outcome -> withGaps(outcome, floats)),
        FaultyLayer::close);
  }

  private static void close(Outcome<Reader> opened) {
    if (opened instanceof Outcome.Done<Reader> done) {
      done.get().close();
    }
  }

  private Outcome<Reader> withGaps(Outcome<Reader> outcome, boolean floats) {
    return outcome instanceof Outcome.Done<Reader> done
        ? Outcome.done(new GappyReader(done.get(), lost, floats))
        : outcome;
  }

  @Override
  public CompletionStage<Mailbox> openMailbox(MailboxOwner owner) {
    return ask(() -> inner.openMailbox(owner), Mailbox::close);
  }

  @Override
  public CompletionStage<Outcome<Void>> send(ChannelName channel, Message message) {
    return ask(() -> inner.send(channel, message));
  }

  @Override
  public CompletionStage<Outcome<Position>> add(GroupName group, ChannelName channel) {
    return ask(() -> inner.add(group, channel));
  }

  @Override
  public CompletionStage<Outcome<Void>> remove(GroupName group, ChannelName channel) {
    return ask(() -> inner.remove(group, channel));
  }

  @Override
  public Groups groups() {
    return new FaultyGroups(inner.groups(), this::ask);
  }

  /** Asks, as a call of the test if it does not come from within one. */
  private <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> what) {
    return ask(what, late -> {});
  }

  /** Asks for something that must be released if nobody waits for it any more. */
  private <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> what, Consumer<T> release) {
    return thread.call(() -> answer(what, release));
  }

  /**
   * There is one thread, so whoever asks waits: the time is turned by as much as the answer takes,
   * or by as much as one waits for it at most.
   */
  private <T> CompletionStage<T> answer(Supplier<CompletionStage<T>> what, Consumer<T> release) {
    LayerException failure = faults.failure();
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    Duration late = faults.late();
    Duration most = LayerAnswer.MOST_WAIT;
    if (late.compareTo(most) <= 0) {
      thread.advance(late);
      return what.get();
    }
    thread.advance(most);
    thread.after(late.minus(most), () -> what.get().thenAccept(release));
    return CompletableFuture.failedFuture(
        new LayerException(
            "no answer in " + most, new TimeoutException("the layer is late"), true));
  }

  @Override
  public LayerStatistics statistics() {
    return inner.statistics();
  }
}
