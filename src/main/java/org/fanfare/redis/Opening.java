package org.fanfare.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.layer.Wake;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.jspecify.annotations.Nullable;

/**
 * A reader that is being opened: it waits until the copy has passed the log's position of that
 * moment, and begins in the copy if what it has to read is there, else with a page of the store.
 * Used on the loop.
 */
final class Opening {
  private final GroupFollower follower;
  private final Following following;
  private final Start start;
  private final Executor executor;
  private final Wake wake;
  private final CompletableFuture<Outcome<Reader>> opened;

  Opening(
      GroupFollower follower,
      Start start,
      Executor executor,
      Wake wake,
      CompletableFuture<Outcome<Reader>> opened) {
    this.follower = follower;
    this.following = follower.following();
    this.start = start;
    this.executor = executor;
    this.wake = wake;
    this.opened = opened;
  }

  /** The log's position is known. */
  void looked(@Nullable Outcome<Read.Answer> outcome, @Nullable Throwable failure) {
    if (outcome instanceof Outcome.Done<Read.Answer> done) {
      Meta meta = done.get().meta();
      follower
          .passed(meta.position())
          .whenComplete(
              (passed, interrupted) -> {
                if (interrupted == null) {
                  begin(meta);
                } else {
                  beginHere();
                }
              });
    } else if (outcome instanceof Outcome.Refused<Read.Answer> refused) {
      opened.complete(Outcome.refused(refused.refusal()));
    } else {
      beginHere();
    }
  }

  /** The store cannot be asked: begins in the copy if that is certainly the right place. */
  void beginHere() {
    GroupCopy copy = follower.copy();
    if (copy != null && start instanceof Start.After after && copy.has(after.position())) {
      beginIn(copy, new Page.For(after.position(), Gap.Reason.RETENTION, 0));
    } else {
      opened.completeExceptionally(Following.interrupted());
    }
  }

  private void begin(Meta meta) {
    GroupCopy copy = follower.copy();
    Page.For reader = Page.For.of(start, meta);
    if (copy == null) {
      opened.completeExceptionally(Following.interrupted());
    } else if (reader == null || isIn(copy, meta, reader.after())) {
      beginIn(copy, reader);
    } else {
      beginBehind(meta, reader);
    }
  }

  /** Returns whether the store has nothing after a position that the copy has not. */
  private static boolean isIn(GroupCopy copy, Meta meta, Position from) {
    boolean hasAll = copy.position().epoch().equals(meta.epoch()) && copy.oldest() <= meta.oldest();
    boolean isOfAnother =
        !from.epoch().equals(meta.epoch()) && meta.headOf(from.epoch()).isPresent();
    return copy.has(from) || (hasAll && !isOfAnother);
  }

  private void beginIn(GroupCopy copy, Page.@Nullable For reader) {
    Start from = reader == null ? start : new Start.After(reader.after());
    StoredReader in = StoredReader.inCopy(follower, copy, from, executor, wake);
    if (reader != null) {
      in.doesNotMiss(reader.silentUpTo());
    }
    opened.complete(Outcome.done(in));
  }

  private void beginBehind(Meta meta, Page.For reader) {
    Position from = reader.after();
    long head = meta.headOf(from.epoch()).orElse(meta.head());
    long discards = follower.readers().discards();
    follower
        .readers()
        .page(
            from,
            outcome -> {
              if (outcome instanceof Outcome.Done<Read.Answer> done) {
                PageReading page = new PageReading(from, head);
                page.begin(following.pageOf(follower.group(), done.get(), reader), discards);
                StoredReader behind = new StoredReader(follower, page, executor, wake);
                behind.beginBehind(reader);
                opened.complete(Outcome.done(behind));
              } else if (outcome instanceof Outcome.Refused<Read.Answer> refused) {
                opened.complete(Outcome.refused(refused.refusal()));
              }
            },
            () -> opened.completeExceptionally(Following.interrupted()));
  }
}
