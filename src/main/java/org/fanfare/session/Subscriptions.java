package org.fanfare.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.Ended;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.MailboxOwner;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.layer.Wake;
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
    return reader(connection.shard(), group, start, connection::drain);
  }

  /**
   * Opens a reader of one group that wakes somebody else than a connection; fails as {@link
   * #readers} does.
   */
  public CompletableFuture<Reader> reader(Shard shard, GroupName group, Start start, Wake wake) {
    return CompletableFuture.completedFuture(group)
        .thenCompose(name -> layer.open(name, start, shard, wake)) // may throw
        .thenApply(outcome -> required(group, outcome));
  }

  /**
   * Finds the position at which reading from {@code start} begins; null if the layer does not tell
   * it. The stage fails as that of {@link #readers} does.
   *
   * @param shard any shard of the node
   */
  public CompletableFuture<@Nullable Position> position(Shard shard, GroupName group, Start start) {
    return reader(shard, group, start, batch -> {})
        .thenApply(
            reader -> {
              Position position = reader.position();
              reader.close();
              return position;
            });
  }

  private static List<Reader> all(List<CompletableFuture<Reader>> opened) {
    return opened.stream().map(CompletableFuture::join).toList();
  }

  /** Closes the readers that were opened, and throws why the first of the others was not. */
  private static List<Reader> none(List<CompletableFuture<Reader>> opened) {
    Problem why = Ended.UNAVAILABLE.problem();
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
        CompletableFuture<Place> place =
            position(shard, group, now)
                .handle((at, failure) -> new Place(group, failure == null ? at : null));
        cursor = cursor.thenCombine(place, Subscriptions::at);
      }
    }
    return cursor.thenApply(known -> new StartPositions(starts.everywhere(), known));
  }

  /** A position in a group; null if the layer did not return it. */
  private record Place(GroupName group, @Nullable Position position) {}

  private static Cursor at(Cursor cursor, Place place) {
    Position position = place.position;
    return position == null ? cursor : cursor.with(Cursor.Key.of(place.group), position);
  }

  /** Returns the problem for a failure of {@link #readers}. */
  public static Problem problem(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof ProblemException known ? known.problem() : Ended.UNAVAILABLE.problem();
  }

  private static Reader required(GroupName group, Outcome<Reader> outcome) {
    if (outcome instanceof Outcome.Refused<Reader> refused) {
      throw refused.refusal().problem(group.value()).thrown();
    }
    return ((Outcome.Done<Reader>) outcome).get();
  }
}
