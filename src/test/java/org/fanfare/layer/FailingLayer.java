package org.fanfare.layer;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.fanfare.log.Position;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/** A layer that fails for the groups that a test has broken. Safe for use by any thread. */
public final class FailingLayer implements ChannelLayer {
  /** How a publication or an opening fails. */
  public enum How {
    /** Nothing has happened, and the stage fails. */
    BEFORE,
    /** It has happened, and the stage fails all the same. */
    AFTER,
    /** It has not happened, and the call itself throws. */
    THROWN
  }

  private final ChannelLayer inner;
  private final Map<GroupName, How> broken = new ConcurrentHashMap<>();
  private volatile boolean throwsForMailboxes;

  /** Wraps a layer; nothing is broken yet. */
  public FailingLayer(ChannelLayer inner) {
    this.inner = inner;
  }

  /** From now on everything with {@code group} fails. */
  public void breakDown(GroupName group, How how) {
    broken.put(group, how);
  }

  /** From now on the call that opens a mailbox throws. */
  public void breakMailboxes() {
    throwsForMailboxes = true;
  }

  /** From now on nothing fails. */
  public void mend() {
    broken.clear();
    throwsForMailboxes = false;
  }

  private <T> CompletionStage<T> fail(
      @Nullable GroupName group, java.util.function.Supplier<CompletionStage<T>> task) {
    How how = group == null ? null : broken.get(group);
    if (how == null) {
      return task.get();
    }
    LayerException failure =
        new LayerException(
            "broken: " + group, new IllegalStateException("for this test"), how == How.AFTER);
    if (how == How.THROWN) {
      throw failure;
    }
    return how == How.AFTER
        ? task.get().thenCompose(x -> CompletableFuture.failedFuture(failure))
        : CompletableFuture.failedFuture(failure);
  }

  @Override
  public CompletionStage<Outcome<Receipt>> publish(
      GroupName group, Message message, @Nullable PublishKey key) {
    return fail(group, () -> inner.publish(group, message, key));
  }

  @Override
  public CompletionStage<Outcome<Reader>> open(
      GroupName group, Start start, Executor executor, Wake wake) {
    return fail(group, () -> inner.open(group, start, executor, wake));
  }

  @Override
  public CompletionStage<Mailbox> openMailbox(MailboxOwner owner) {
    if (throwsForMailboxes) {
      throw new LayerException(
          "broken mailboxes", new IllegalStateException("for this test"), false);
    }
    return inner.openMailbox(owner);
  }

  @Override
  public CompletionStage<Outcome<Void>> send(ChannelName channel, Message message) {
    return inner.send(channel, message);
  }

  @Override
  public CompletionStage<Outcome<Position>> add(GroupName group, ChannelName channel) {
    return fail(group, () -> inner.add(group, channel));
  }

  @Override
  public CompletionStage<Outcome<Void>> remove(GroupName group, ChannelName channel) {
    return fail(group, () -> inner.remove(group, channel));
  }

  @Override
  public Groups groups() {
    return new AskedGroups(inner::groups, this::fail);
  }

  @Override
  public LayerStatistics statistics() {
    return inner.statistics();
  }
}
