package org.fanfare.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fanfare.connection.Answer;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.Outgoing;
import org.fanfare.layer.MailboxOwner;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.Cursor;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.protocol.ClientFrame;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Lets a live connection read further groups, as requested by its own frames or by others who have
 * the name of its channel. Changes are made one after the other, in the order of the requests, even
 * if the layer answers late.
 *
 * <p>Safe for use by any thread: everything that concerns the connection is done on its shard.
 */
final class Membership implements MailboxOwner {
  private final ClientConnection connection;
  private final Subscriptions subscriptions;
  private final Consumer<Problem> refused;
  private final AtomicReference<CompletionStage<?>> lastChange =
      new AtomicReference<>(CompletableFuture.completedFuture(null));

  /**
   * Creates the membership of one connection.
   *
   * @param refused is notified of each refusal, on any thread
   */
  Membership(ClientConnection connection, Subscriptions subscriptions, Consumer<Problem> refused) {
    this.connection = connection;
    this.subscriptions = subscriptions;
    this.refused = refused;
  }

  /** Reads further groups, then calls {@code done}. */
  void join(ClientFrame.Join frame, List<GroupName> groups, Runnable done) {
    open(frame.id(), groups, StartPositions.parse(frame.after(), frame.last()), done);
  }

  private void open(
      @Nullable String id, List<GroupName> groups, StartPositions starts, Runnable done) {
    inTurn(
        done,
        () ->
            subscriptions
                .readers(connection, groups, starts)
                .whenCompleteAsync(
                    (readers, failure) -> joined(id, readers, failure), connection.shard()));
  }

  /**
   * Makes a change after all earlier changes are complete. This is not a {@code SerialDrain}: a
   * change ends when the layer has answered, and no thread is inside until then.
   */
  private void inTurn(Runnable done, Supplier<CompletionStage<?>> change) {
    CompletableFuture<@Nullable Void> mine = new CompletableFuture<>();
    lastChange
        .getAndSet(mine)
        .thenCompose(x -> change.get())
        .whenComplete(
            (x, failure) -> {
              done.run();
              mine.complete(null); // a failure was reported already
            });
  }

  private void joined(@Nullable String id, List<Reader> readers, @Nullable Throwable failure) {
    if (failure != null) {
      Problem problem = Subscriptions.problem(failure);
      refused.accept(problem);
      connection.reply(refusal(id, problem));
      return;
    }
    if (connection.join(readers)) {
      replyWithCursor(id);
    } else {
      Problem problem = new Problem(Status.INVALID_NAME, "a connection reads at most 16 groups");
      refused.accept(problem);
      connection.tell(refusal(id, problem));
    }
    connection.drain();
  }

  /** Stops reading groups, then calls {@code done}. */
  void leave(ClientFrame.Leave frame, List<GroupName> groups, Runnable done) {
    left(frame.id(), groups, done);
  }

  private void left(@Nullable String id, List<GroupName> groups, Runnable done) {
    inTurn(
        done,
        () ->
            CompletableFuture.runAsync(
                () -> {
                  connection.leave(groups);
                  replyWithCursor(id);
                  connection.drain();
                },
                connection.shard()));
  }

  private void replyWithCursor(@Nullable String id) {
    if (id != null) {
      connection.tell(new Outgoing.Reply(id, new Answer.Done(connection.cursor())));
    }
  }

  private static Outgoing.Reply refusal(@Nullable String id, Problem problem) {
    return new Outgoing.Reply(id, new Answer.Rejected(problem));
  }

  @Override
  public void arrived() {
    connection.shard().execute(connection::drain);
  }

  @Override
  public void added(GroupName group, Position from) {
    open(
        null,
        List.of(group),
        new StartPositions(new Start.Now(), Cursor.of(group, from)),
        () -> {});
  }

  @Override
  public void removed(GroupName group) {
    left(null, List.of(group), () -> {});
  }
}
