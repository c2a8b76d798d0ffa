package org.fanfare.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.CloseReason;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.MailboxOwner;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.Cursor;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.threads.Shard;
import org.jspecify.annotations.Nullable;

/** Opens what a connection reads. Safe for use by any thread; nothing blocks. */
public final class Subscriptions {
  private final ChannelLayer layer;

  /** Creates an object that opens readers and mailboxes in {@code layer}. */
  public Subscriptions(ChannelLayer layer) {
    this.layer = layer;
  }

  /**
   * Opens readers of all groups at the same time, for the connection. If one is refused, none stays
   * open.
   *
   * <p>The stage fails with a {@link ProblemException} if a reader is refused or the layer fails.
   * It may complete on any thread.
   */
  public CompletionStage<List<Reader>> readers(
      ClientConnection connection, List<GroupName> groups, StartPositions starts) {
    List<CompletableFuture<Reader>> each =
        groups.stream().map(group -> reader(connection, group, starts.in(group))).toList();
    return CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new))
        .handle((x, failure) -> failure == null ? all(each) : none(each));
  }

  private CompletableFuture<Reader> reader(
      ClientConnection connection, GroupName group, Start start) {
    return CompletableFuture.completedFuture(group)
        .thenCompose(
            name -> layer.open(name, start, connection.shard(), connection::drain)) // may throw
        .thenApply(outcome -> required(group, outcome));
  }

  private static List<Reader> all(List<CompletableFuture<Reader>> opened) {
    return opened.stream().map(CompletableFuture::join).toList();
  }

  /** Closes the readers that were opened, and throws why the first of the others was not. */
  private static List<Reader> none(List<CompletableFuture<Reader>> opened) {
    Problem why = CloseReason.UNAVAILABLE.problem();
    for (int i = opened.size() - 1; i >= 0; i--) {
      try {
        opened.get(i).join().close();
      } catch (CompletionException failed) {
        why = problem(failed);
      }
    }
    throw why.thrown();
  }

  /** Opens a mailbox. If the layer throws an exception, the stage fails. */
  public CompletionStage<Mailbox> mailbox(MailboxOwner owner) {
    return CompletableFuture.<@Nullable Void>completedFuture(null)
        .thenCompose(x -> layer.openMailbox(owner));
  }

  /**
   * Replaces the start {@code now} by a definite position, before a client is notified that it may
   * begin. For each group that would start now, the result contains the position that the layer
   * returned.
   *
   * <p>The stage never fails, and may complete on any thread. Where the layer fails, the start
   * remains {@code now}, and the failure is reported when the readers are opened.
   *
   * @param shard any shard of the node
   */
  public CompletionStage<StartPositions> settled(
      Shard shard, List<GroupName> groups, StartPositions starts) {
    CompletableFuture<Cursor> cursor = CompletableFuture.completedFuture(starts.cursor());
    for (GroupName group : groups) {
      if (starts.in(group) instanceof Start.Now now) {
        cursor = cursor.thenCombine(place(shard, group, now), Subscriptions::at);
      }
    }
    return cursor.thenApply(known -> new StartPositions(starts.everywhere(), known));
  }

  /** A position in a group; null if the layer did not return it. */
  private record Place(GroupName group, @Nullable Position position) {}

  private CompletableFuture<Place> place(Shard shard, GroupName group, Start.Now now) {
    return CompletableFuture.completedFuture(group)
        .thenCompose(name -> layer.open(name, now, shard, batch -> {})) // may throw
        .handle((outcome, failure) -> new Place(group, failure == null ? closed(outcome) : null));
  }

  private static @Nullable Position closed(Outcome<Reader> opened) {
    if (opened instanceof Outcome.Done<Reader> done) {
      Position position = done.get().position();
      done.get().close();
      return position;
    }
    return null;
  }

  private static Cursor at(Cursor cursor, Place place) {
    Position position = place.position;
    return position == null ? cursor : cursor.with(Cursor.Key.of(place.group), position);
  }

  /** Returns the problem for a failure of {@link #readers}. */
  public static Problem problem(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof ProblemException known
        ? known.problem()
        : CloseReason.UNAVAILABLE.problem();
  }

  private static Reader required(GroupName group, Outcome<Reader> outcome) {
    if (outcome instanceof Outcome.Refused<Reader> refused) {
      throw refused.refusal().problem(group.value()).thrown();
    }
    return ((Outcome.Done<Reader>) outcome).get();
  }
}
