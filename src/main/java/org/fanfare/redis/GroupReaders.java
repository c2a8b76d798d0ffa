package org.fanfare.redis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.layer.Wake;
import org.fanfare.log.Position;

/**
 * The readers of a group on this node: how they are opened, and how the store is told that the
 * group is in use. Used on the loop.
 */
final class GroupReaders {
  private final GroupFollower follower;
  private final Following following;
  private final Set<StoredReader> behind = new LinkedHashSet<>(); // those that read pages
  private final AtomicLong discards = new AtomicLong();
  private int count; // those that are being opened, too
  private long touchedAt;
  private long unusedSince;

  GroupReaders(GroupFollower follower, Following following) {
    this.follower = follower;
    this.following = following;
    this.touchedAt = following.loop().millis();
    this.unusedSince = touchedAt;
  }

  boolean areAny() {
    return count > 0;
  }

  /** Returns how many there are; those that are being opened count, too. */
  int count() {
    return count;
  }

  /** Returns whether there has been no reader since a time of the loop, or for longer. */
  boolean areUnusedSince(long time) {
    return count == 0 && unusedSince <= time;
  }

  /** Returns whether the store is to be told again that the group is in use. */
  boolean areToTouch(long now) {
    return now - touchedAt >= follower.policy().idle().toMillis() / 4;
  }

  /** Opens a reader, as the layer's contract says. */
  CompletionStage<Outcome<Reader>> open(Start start, Executor executor, Wake wake) {
    count++;
    CompletableFuture<Outcome<Reader>> opened = new CompletableFuture<>();
    Opening opening = new Opening(follower, start, executor, wake, opened);
    if (!following.isLinked()) {
      opening.beginHere();
    } else {
      (follower.copy() == null ? follower.firstPage() : look()).whenComplete(opening::looked);
    }
    return opened.whenComplete(
        (outcome, failure) -> {
          if (outcome instanceof Outcome.Done<Reader>) {
            following.opened();
          } else {
            left();
          }
        });
  }

  /** A reader was closed, or was not opened in the end. */
  void left() {
    count--;
    if (count == 0) {
      unusedSince = following.loop().millis();
      touch(false);
    }
  }

  /** Touches the group, and learns its position. */
  CompletionStage<Outcome<Read.Answer>> look() {
    return touch(true);
  }

  private CompletionStage<Outcome<Read.Answer>> touch(boolean mayBegin) {
    touchedAt = following.loop().millis();
    Read now = Read.now(follower.group(), follower.policy(), true);
    CompletionStage<Outcome<Read.Answer>> answer = following.scripts().run(now, mayBegin);
    answer.thenAccept(
        outcome -> {
          if (outcome instanceof Outcome.Done<Read.Answer> done) {
            Read.Answer told = done.get();
            following.heardTime(told.now());
            following.keepPlace(now, told.meta().end(follower.policy()) - told.now());
          }
        });
    return answer;
  }

  /** Reads a page of the log for a reader that is behind the copy. */
  void page(Position after, Consumer<Outcome<Read.Answer>> done, Runnable failed) {
    following.figures().page();
    following
        .scripts()
        .run(Read.after(follower.group(), follower.policy(), after), true)
        .whenComplete(
            (outcome, failure) -> {
              if (failure == null) {
                done.accept(outcome);
              } else {
                failed.run();
              }
            });
  }

  void isBehind(StoredReader reader, boolean isBehind) {
    if (isBehind) {
      behind.add(reader);
    } else {
      behind.remove(reader);
    }
  }

  /**
   * A request of this node has discarded something of the log. The stage completes when nobody
   * reads it here any more; it fails if this is interrupted before.
   */
  CompletionStage<?> discarded(Meta meta) {
    discards.incrementAndGet();
    return follower
        .passed(meta.position())
        .whenComplete(
            (passed, interrupted) -> {
              GroupCopy copy = follower.copy();
              if (copy != null) {
                copy.discard(meta.epoch(), meta.trimmed());
              }
            });
  }

  /** Returns how often something was discarded so; for any thread. */
  long discards() {
    return discards.get();
  }

  /** Those that are behind go on after an interruption. */
  void resume() {
    List.copyOf(behind).forEach(StoredReader::resume);
  }

  /** Wakes those that are behind; the copy wakes the others. */
  void wake() {
    List.copyOf(behind).forEach(StoredReader::wake);
  }
}
