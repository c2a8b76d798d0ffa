package org.fanfare.consumer.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fanfare.connection.ClientConnection;
import org.fanfare.consumer.Refused;
import org.fanfare.layer.LayerAnswer;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.Cursor;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
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

  private final HeldGroups held = new HeldGroups();

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
    if (!held.add(group, Relay.asked(from))) {
      return;
    }
    boolean done = false;
    try {
      ClientConnection known = held.client();
      if (known == null) {
        settle(group, Relay.asked(from));
      } else {
        open(known, group, Relay.asked(from));
      }
      done = true;
    } finally {
      if (!done) {
        leave(group);
      }
    }
  }

  /** Settles the place of a relay; a transport that has opened meanwhile reads from it. */
  private void settle(GroupName group, Relay asked) {
    Reader place =
        await(
            "find the place in " + group,
            () -> asked.open(start -> subscriptions.reader(anyShard, group, start, batch -> {})),
            Reader::close);
    place.close();
    Relay relay = asked.settled(place);
    ClientConnection opened = held.settled(group, relay);
    if (opened != null) {
      open(opened, group, relay); // a second reader is closed
    }
  }

  private void open(ClientConnection known, GroupName group, Relay asked) {
    Reader reader =
        await(
            "relay " + group,
            () -> asked.open(start -> reader(known, group, start)),
            Reader::close);
    Relay relay = asked.settled(reader);
    ClientConnection now = held.settled(group, relay);
    if (now != null && now != known) { // another transport has opened meanwhile, without it
      reader.close();
      open(now, group, relay);
      return;
    }
    known
        .shard()
        .execute(
            () -> {
              if (held.isRelayed(group)) {
                known.join(List.of(reader));
                known.drain();
              } else {
                reader.close(); // it was left meanwhile
              }
            });
  }

  /**
   * Gives a group's publications to the consumer, unless the connection has it; otherwise like
   * {@link #relay}.
   */
  void join(GroupName group, Start from) {
    JoinedGroup joining = new JoinedGroup(anyShard, callbacks);
    if (!held.add(group, joining)) {
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

  /**
   * Somebody else has joined the connection's channel to a group. Does not wait. If the group
   * cannot be read, whoever joined it was told that it is; so the consumer is told what it misses.
   */
  void added(GroupName group, Start.After from) {
    JoinedGroup joining = new JoinedGroup(anyShard, callbacks);
    try {
      if (held.add(group, joining)) {
        subscriptions
            .reader(anyShard, group, from, joining::wake)
            .thenAccept(joining::begin)
            .exceptionally(
                failed -> {
                  if (held.drop(group, joining)) {
                    missed(group, from, joining);
                  }
                  return null;
                });
      }
    } catch (Refused full) {
      missed(group, from, joining);
    }
  }

  private void missed(GroupName group, Start.After from, JoinedGroup joining) {
    long first = from.position().offset() + 1;
    callbacks.published(
        new Event.Missed(new Gap(group, first, null, Gap.Reason.OVERFLOW), joining));
  }

  private CompletionStage<Reader> reader(
      ClientConnection connection, GroupName group, Start start) {
    return subscriptions.reader(connection.shard(), group, start, connection::drain);
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
   * A transport has opened: opens what is relayed. A relay whose place is not settled yet is opened
   * by the thread that settles it.
   *
   * @param at where the client is; a group that it lacks goes on where it began
   * @param isNewest whether no newer transport has taken over, which would have the relays then
   * @return the readers; fails with a problem if one is refused
   */
  CompletionStage<List<Reader>> opened(
      ClientConnection connection, Cursor at, BooleanSupplier isNewest) {
    Map<GroupName, Relay> relays = held.opened(connection, isNewest);
    if (relays == null) {
      return CompletableFuture.completedFuture(List.of());
    }
    List<CompletionStage<Reader>> opened = new ArrayList<>();
    relays.forEach(
        (group, relay) -> {
          if (relay.isSettled()) {
            opened.add(
                continued(group, relay, at.in(group))
                    .thenCompose(goesOn -> goesOn.open(start -> reader(connection, group, start))));
          }
        });
    CompletionStage<List<Reader>> all = CompletableFuture.completedFuture(List.of());
    for (CompletionStage<Reader> each : opened) {
      all = all.thenCombine(each, GroupLinks::with);
    }
    return all.whenComplete(
        (readers, failure) -> {
          if (failure != null) { // those that could be opened are read by nobody
            opened.forEach(each -> each.thenAccept(Reader::close));
          }
        });
  }

  /**
   * Where the relay began in another life of the group, all of the present life came later: the
   * client goes on where it is in that.
   */
  private CompletionStage<Relay> continued(
      GroupName group, Relay relay, Optional<Position> client) {
    if (client.isEmpty() || relay.isOfLife(client.get().epoch())) {
      return CompletableFuture.completedFuture(client.map(relay::continuedAt).orElse(relay));
    }
    Position at = client.get();
    return subscriptions
        .position(anyShard, group, new Start.Now())
        .thenApply(
            now -> now != null && now.epoch().equals(at.epoch()) ? Relay.goingOn(at) : relay);
  }

  private static <T> List<T> with(List<T> some, T one) {
    List<T> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }

  /** Whether the client is still to be given what this reader reads: it may have been left. */
  boolean isRelayed(Reader opened) {
    return held.isRelayed(opened.group());
  }

  /** Ends the relay or the join of a group, if there is one. */
  void leave(GroupName group) {
    HeldGroups.Left left = held.leave(group);
    JoinedGroup joined = left.joined();
    if (joined != null) {
      joined.close();
    }
    ClientConnection client = left.client();
    if (client != null) {
      client.shard().execute(() -> client.leave(List.of(group)));
    }
  }

  /** The consumer has handled publications: joined groups may give more. */
  void handled() {
    held.joined().forEach(JoinedGroup::readMore);
  }

  /**
   * Closes the readers of joined groups, and takes no more; those of relays end with the client.
   */
  void end() {
    held.end().forEach(JoinedGroup::close);
  }
}
