package org.fanfare.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fanfare.layer.Outcome;
import org.fanfare.log.Epoch;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * Follows a group's log for the readers of this node, from the first of them until nobody has read
 * for a while.
 *
 * <p>It subscribes to the group's notifications, waits for the confirmation, and only then reads
 * the log. A notification is only a hint: the next entry is appended to the copy, and for any other
 * one the log is read ({@link #sync}). Nothing is kept of what comes too early. What this node
 * publishes is treated like a notification, from the answer.
 *
 * <pre>
 *              confirmed           read to the end
 * SUBSCRIBING ───────────▶ SYNCING ───────────────▶ LIVE
 *                             ▲ ▲   not the next       │
 *                   confirmed │ └──────────────────────┤
 *                             │      link ended        │
 *                        INTERRUPTED ◀─────────────────┘
 * </pre>
 *
 * <p>Used on the loop, except where it is said.
 */
final class GroupFollower implements Subscriptions.Subscriber {
  private enum Place {
    SUBSCRIBING,
    SYNCING,
    LIVE,
    INTERRUPTED
  }

  private final Following following;
  private final GroupName group;
  private final GroupPolicy policy;
  private final byte[] channel;
  private final GroupReaders readers;
  private final PositionCheck check;
  private final Waiting waiting = new Waiting();
  private final Heard heard = new Heard(); // while the log is being read
  private final CompletableFuture<Outcome<Read.Answer>> firstPage = new CompletableFuture<>();
  private volatile @Nullable GroupCopy copy; // null until the first page is here
  private volatile boolean isInterrupted;
  private Place place = Place.SUBSCRIBING;
  private long syncs; // that have begun
  private long synced; // the last that came to its end
  private CompletableFuture<?> resumed = new CompletableFuture<>();
  private long heardAt;

  /** Begins to follow a group. */
  GroupFollower(GroupName group, Following following) {
    this.following = following;
    this.group = group;
    this.policy = following.policy(group);
    this.channel = following.keys().channel(group);
    this.readers = new GroupReaders(this, following);
    this.heardAt = following.loop().millis();
    this.check = new PositionCheck(this, following);
  }

  GroupName group() {
    return group;
  }

  Following following() {
    return following;
  }

  GroupPolicy policy() {
    return policy;
  }

  GroupReaders readers() {
    return readers;
  }

  /** Returns the copy, null until the first page is here; for any thread. */
  @Nullable GroupCopy copy() {
    return copy;
  }

  /** Completes with the first page, when the copy has it. */
  CompletionStage<Outcome<Read.Answer>> firstPage() {
    return firstPage;
  }

  /** Returns whether publications may not arrive here at the moment; for any thread. */
  boolean isInterrupted() {
    return isInterrupted;
  }

  @Override
  public byte[] channel() {
    return channel;
  }

  @Override
  public long heardAt() {
    return heardAt;
  }

  @Override
  public void heard(byte[] packed) {
    Entry entry = Entry.ofAny(packed);
    if (entry != null) {
      heard(entry);
    } else { // something else has happened in the log
      heard.noteAnything();
      sync(RedisFigures.Cause.NOTIFICATION);
    }
  }

  /** Something was appended to the log. */
  void heard(Entry entry) {
    heardAt = following.loop().millis();
    check.putOff();
    GroupCopy present = copy;
    if (place == Place.SYNCING || present == null) {
      heard.note(entry.position());
    } else if (place == Place.LIVE && !present.hasPassed(entry.position())) {
      if (present.isNext(entry)) {
        following.append(present, entry);
        present.fan().wake();
        waiting.pass(present, synced);
      } else {
        sync(RedisFigures.Cause.NOTIFICATION);
      }
    }
  }

  /**
   * Waits until the copy has passed a position that the log is known to have had, or fails if this
   * is interrupted before.
   */
  CompletionStage<?> passed(Position position) {
    CompletableFuture<?> passed = waiting.add(position, syncs);
    GroupCopy present = copy;
    if (!following.isLinked()) {
      waiting.fail();
    } else if (present != null) {
      waiting.pass(present, synced);
      if (!passed.isDone()) {
        sync(RedisFigures.Cause.ANSWER);
      }
    }
    return passed;
  }

  @Override
  public CompletionStage<?> resume() {
    CompletableFuture<?> done = new CompletableFuture<>();
    resumed = done;
    place = Place.SYNCING;
    following.figures().syncs(RedisFigures.Cause.LINK);
    read();
    return done;
  }

  /** Reads what the copy has not, unless that is being done. */
  void sync(RedisFigures.Cause cause) {
    if (place == Place.LIVE) {
      place = Place.SYNCING;
      following.figures().syncs(cause);
      read();
    }
  }

  private void read() {
    heard.clear();
    syncs++;
    readPage(syncs);
  }

  private void readPage(long sync) {
    GroupCopy present = copy;
    Read page =
        present == null
            ? Read.newest(group, policy)
            : Read.after(group, policy, present.position());
    following
        .scripts()
        .run(page, readers.areAny())
        .whenComplete(
            (outcome, failure) -> {
              if (sync != syncs || place != Place.SYNCING) {
                return; // interrupted meanwhile
              }
              if (outcome instanceof Outcome.Done<Read.Answer> done) {
                take(done.get(), sync);
              } else {
                cannotRead(outcome, failure);
              }
            });
  }

  private void take(Read.Answer page, long sync) {
    following.heardTime(page.now());
    GroupCopy taking = copy;
    if (taking == null) {
      taking = new GroupCopy(group, policy, following.budget(), page.begin());
      copy = taking;
    }
    Epoch before = taking.position().epoch();
    for (Entry entry : page.entries()) {
      following.append(taking, entry);
    }
    if (!page.isLast()) {
      readPage(sync);
      return;
    }
    taking.moveTo(page.meta());
    if (!page.meta().epoch().equals(before)) {
      following.figures().epoch();
    }
    taking.trimAged(following.storeTime());
    if (!heard.isPassedBy(taking)) {
      read(); // what was heard came after the page was read
      return;
    }
    synced = syncs;
    place = Place.LIVE;
    if (isInterrupted) {
      isInterrupted = false;
      taking.fan().resume();
      readers.resume();
    }
    taking.fan().wake();
    firstPage.complete(Outcome.done(page));
    waiting.pass(taking, synced);
    resumed.complete(null);
    if (!waiting.isEmpty()) {
      sync(RedisFigures.Cause.ANSWER); // for those who came while the log was being read
    }
  }

  private void cannotRead(@Nullable Outcome<Read.Answer> outcome, @Nullable Throwable failure) {
    if (copy != null) {
      long sync = syncs;
      following
          .loop()
          .later(
              Following.AGAIN_MILLIS,
              () -> {
                if (sync == syncs && place == Place.SYNCING) {
                  read();
                }
              });
    } else { // nobody could read here yet
      following.drop(this);
      if (failure != null) {
        firstPage.completeExceptionally(failure);
      } else {
        firstPage.complete(outcome);
      }
    }
    resumed.complete(null);
  }

  @Override
  public void interrupt() {
    place = Place.INTERRUPTED;
    if (!isInterrupted) {
      isInterrupted = true;
      GroupCopy present = copy;
      if (present != null) {
        present.fan().interrupt();
      }
      readers.wake();
    }
    waiting.fail();
    if (copy == null) {
      following.drop(this);
      firstPage.completeExceptionally(Following.interrupted());
    }
  }

  /** Does what is to be done from time to time. */
  void tick() {
    long now = following.loop().millis();
    GroupCopy present = copy;
    if (present != null) {
      present.trimAged(following.storeTime());
    }
    if (readers.areUnusedSince(now - following.times().linger().toMillis())) {
      following.drop(this);
    } else if (place == Place.LIVE && readers.areAny()) {
      check.tick(now);
    }
  }

  /** Nobody reads here any more. */
  void end() {
    place = Place.INTERRUPTED;
    waiting.fail();
    GroupCopy present = copy;
    if (present != null) {
      present.close();
    }
  }
}
