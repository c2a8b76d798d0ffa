package org.fanfare.consumer.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fanfare.connection.ClientConnection;
import org.fanfare.consumer.Refused;
import org.fanfare.layer.LayerAnswer;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.Cursor;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.session.StartPositions;
import org.fanfare.session.Subscriptions;
import org.fanfare.status.ProblemException;
import org.fanfare.threads.Shard;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one connection: those that are relayed to its client, and those that its consumer
 * has joined.
 *
 * <p>Relayed groups are read by the transport's connection. While there is none, their places are
 * settled, and read from when one opens: so nothing is missed that is published meanwhile. Safe for
 * use by any thread; {@link #relay} and {@link #join} wait for the layer.
 */
final class GroupLinks {
  private final Subscriptions subscriptions;
  private final Shard anyShard;
  private final Callbacks callbacks;

  // All of these are guarded by this, and null while they are empty.
  private @Nullable Map<GroupName, Start> relayed;
  private @Nullable Map<GroupName, JoinedGroup> joined;
  private @Nullable ClientConnection client;
  private boolean over;

  GroupLinks(Subscriptions subscriptions, Shard anyShard, Callbacks callbacks) {
    this.subscriptions = subscriptions;
    this.anyShard = anyShard;
    this.callbacks = callbacks;
  }

  /**
   * Relays a group to the client, unless the connection has it. When this returns, everything that
   * is published later will be delivered.
   *
   * @throws Refused if there is no room for it
   */
  void relay(GroupName group, Start from) {
    if (!reserve(group, () -> relays().put(group, from))) {
      return;
    }
    boolean done = false;
    try {
      ClientConnection known = client();
      if (known == null) {
        settle(group, from);
      } else {
        open(known, group, from);
      }
      done = true;
    } finally {
      if (!done) {
        leave(group);
      }
    }
  }

  private void settle(GroupName group, Start from) {
    Position place =
        await(
            "find the place in " + group,
            () -> subscriptions.position(anyShard, group, from),
            late -> {});
    Start start = place == null ? from : new Start.After(place);
    ClientConnection opened;
    synchronized (this) {
      relays().replace(group, start);
      opened = client;
    }
    if (opened != null) {
      open(opened, group, start); // the transport has opened meanwhile; a second reader is closed
    }
  }

  private void open(ClientConnection known, GroupName group, Start start) {
    List<Reader> readers =
        await(
            "relay " + group,
            () -> readers(known, group, start),
            late -> late.forEach(Reader::close));
    synchronized (this) { // for the transport after this one
      relays().replace(group, new Start.After(readers.get(0).position()));
    }
    known
        .shard()
        .execute(
            () -> {
              if (isRelayed(group)) {
                known.join(readers);
                known.drain();
              } else {
                readers.forEach(Reader::close); // it was left meanwhile
              }
            });
  }

  private synchronized boolean isRelayed(GroupName group) {
    return relayed != null && relayed.containsKey(group);
  }

  /**
   * Gives a group's publications to the consumer, unless the connection has it; otherwise like
   * {@link #relay}.
   */
  void join(GroupName group, Start from) {
    JoinedGroup joining = new JoinedGroup(anyShard, callbacks);
    if (!reserve(group, () -> joins().put(group, joining))) {
      return;
    }
    boolean done = false;
    try {
      joining.begin(
          await(
              "join " + group,
              () -> subscriptions.reader(anyShard, group, from, joining::wake),
              Reader::close));
      done = true;
    } finally {
      if (!done) {
        leave(group);
      }
    }
  }

  /** Somebody else has joined the connection's channel to a group. Does not wait. */
  void added(GroupName group, Start.After from) {
    JoinedGroup joining = new JoinedGroup(anyShard, callbacks);
    try {
      if (reserve(group, () -> joins().put(group, joining))) {
        subscriptions
            .reader(anyShard, group, from, joining::wake)
            .thenAccept(joining::begin)
            .exceptionally(
                failed -> {
                  leave(group); // the layer logs its failures, and whoever joined it is not here
                  return null;
                });
      }
    } catch (Refused full) {
      leave(group); // there is nobody to be told: the consumer has as many groups as it may
    }
  }

  /** Returns false if the connection has the group, or has ended. */
  private synchronized boolean reserve(GroupName group, Runnable put) {
    if (over
        || (relayed != null && relayed.containsKey(group))
        || (joined != null && joined.containsKey(group))) {
      return false;
    }
    int count = (relayed == null ? 0 : relayed.size()) + (joined == null ? 0 : joined.size());
    if (count >= ConsumerSettings.GROUPS) {
      throw new Refused(
          503,
          "too-many-groups",
          "a connection has at most " + ConsumerSettings.GROUPS + " groups: leave one first");
    }
    put.run();
    return true;
  }

  private Map<GroupName, Start> relays() {
    Map<GroupName, Start> known = relayed == null ? new HashMap<>(2) : relayed;
    relayed = known;
    return known;
  }

  private Map<GroupName, JoinedGroup> joins() {
    Map<GroupName, JoinedGroup> known = joined == null ? new HashMap<>(2) : joined;
    joined = known;
    return known;
  }

  private synchronized @Nullable ClientConnection client() {
    return client;
  }

  private CompletionStage<List<Reader>> readers(
      ClientConnection connection, GroupName group, Start start) {
    StartPositions starts = new StartPositions(start, Cursor.empty());
    return subscriptions.readers(connection, List.of(group), starts);
  }

  private static <T extends @Nullable Object> T await(
      String what, Supplier<CompletionStage<T>> ask, Consumer<? super T> release) {
    try {
      return LayerAnswer.await(what, ask, release);
    } catch (ProblemException refused) {
      throw Refused.of(refused.problem());
    }
  }

  /**
   * A transport has opened: opens what is relayed.
   *
   * @param at where the client is; a group that it lacks goes on where it began
   * @return the readers; fails with a problem if one is refused
   */
  CompletionStage<List<Reader>> opened(ClientConnection connection, Cursor at) {
    Map<GroupName, Start> starts;
    synchronized (this) {
      client = connection;
      starts = relayed == null ? Map.of() : Map.copyOf(relayed);
    }
    List<CompletionStage<List<Reader>>> opened = new ArrayList<>();
    starts.forEach(
        (group, began) ->
            opened.add(
                start(group, began, at.in(group))
                    .thenCompose(start -> readers(connection, group, start))));
    CompletionStage<List<Reader>> all = CompletableFuture.completedFuture(List.of());
    for (CompletionStage<List<Reader>> each : opened) {
      all = all.thenCombine(each, GroupLinks::both);
    }
    return all.whenComplete(
        (readers, failure) -> {
          if (failure != null) { // those that could be opened are read by nobody
            opened.forEach(each -> each.thenAccept(some -> some.forEach(Reader::close)));
          }
        });
  }

  /**
   * Where a client goes on: where it says it is, but never before the place at which the relay
   * began. A cursor is no secret, and what was published before was never meant for the client.
   * Where the relay began in another life of the group, all of the present life came later.
   */
  private CompletionStage<Start> start(GroupName group, Start began, Optional<Position> client) {
    if (client.isEmpty() || !(began instanceof Start.After after)) {
      return CompletableFuture.completedFuture(began);
    }
    Position first = after.position();
    Position at = client.get();
    Start goesOn = new Start.After(at);
    if (at.epoch().equals(first.epoch())) {
      return CompletableFuture.completedFuture(at.offset() >= first.offset() ? goesOn : began);
    }
    return subscriptions
        .position(anyShard, group, new Start.Now())
        .thenApply(now -> now != null && now.epoch().equals(at.epoch()) ? goesOn : began);
  }

  private static <T> List<T> both(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** Ends the relay or the join of a group, if there is one. */
  void leave(GroupName group) {
    ClientConnection known;
    JoinedGroup left;
    synchronized (this) {
      known = relayed != null && relayed.remove(group) != null ? client : null;
      left = joined == null ? null : joined.remove(group);
    }
    if (left != null) {
      left.close();
    }
    if (known != null) {
      known.shard().execute(() -> known.leave(List.of(group)));
    }
  }

  /** The consumer has handled publications: joined groups may give more. */
  void handled() {
    joinedGroups().forEach(JoinedGroup::readMore);
  }

  private synchronized List<JoinedGroup> joinedGroups() {
    return joined == null ? List.of() : List.copyOf(joined.values());
  }

  /**
   * Closes the readers of joined groups, and takes no more; those of relays end with the client.
   */
  void end() {
    List<JoinedGroup> groups;
    synchronized (this) {
      over = true;
      groups = joinedGroups();
      joined = null;
      relayed = null;
    }
    groups.forEach(JoinedGroup::close);
  }
}
