package org.fanfare.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.fanfare.fanout.GroupFanOut;
import org.fanfare.layer.Excerpt;
import org.fanfare.layer.GroupState;
import org.fanfare.layer.Groups;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Start;
import org.fanfare.log.GroupLog;
import org.fanfare.log.Position;
import org.fanfare.log.Reading;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * The groups of the store as a whole, for back ends. Of readers it knows those of this node.
 *
 * <p>Nothing here touches a group, or begins one. Listing looks at the names of all keys that the
 * store has, so that it may take long: it is for people. Safe for use by any thread.
 */
final class StoredGroups implements Groups {
  private final Calls calls;
  private final Following following;

  StoredGroups(Calls calls, Following following) {
    this.calls = calls;
    this.following = following;
  }

  @Override
  public CompletionStage<List<GroupName>> list(
      Predicate<GroupName> wanted, @Nullable GroupName after, int most) {
    return calls.onLoop(
        () ->
            following
                .names()
                .thenCompose(
                    names ->
                        living(
                            names.stream()
                                .filter(name -> after == null || name.compareTo(after) > 0)
                                .filter(wanted)
                                .sorted()
                                .toList(),
                            most,
                            new ArrayList<>())));
  }

  /** Completes with the first names whose groups live; the store may still have ended ones. */
  private CompletionStage<List<GroupName>> living(
      List<GroupName> names, int most, List<GroupName> found) {
    List<GroupName> some = names.subList(0, Math.min(names.size(), most - found.size()));
    if (some.isEmpty()) {
      return CompletableFuture.completedFuture(List.copyOf(found));
    }
    List<CompletableFuture<Outcome<Read.Answer>>> asked =
        some.stream().map(name -> now(name).toCompletableFuture()).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
        .thenCompose(
            done -> {
              for (int i = 0; i < some.size(); i++) {
                if (asked.get(i).join() instanceof Outcome.Done<Read.Answer>) {
                  found.add(some.get(i));
                }
              }
              return living(names.subList(some.size(), names.size()), most, found);
            });
  }

  private CompletionStage<Outcome<Read.Answer>> now(GroupName group) {
    return following.scripts().run(Read.now(group, following.policy(group), false), false);
  }

  @Override
  public CompletionStage<Outcome<GroupState>> state(GroupName group) {
    return discard(Discard.trim(group, following.policy(group), 0)); // what is too old
  }

  @Override
  public CompletionStage<Outcome<GroupState>> trim(GroupName group, long through) {
    return discard(Discard.trim(group, following.policy(group), through));
  }

  @Override
  public CompletionStage<Outcome<GroupState>> restart(GroupName group) {
    return discard(Discard.restart(group, following.policy(group)));
  }

  private CompletionStage<Outcome<GroupState>> discard(Discard request) {
    return calls.onLoop(
        () -> then(following.scripts().run(request, false), answer -> discarded(request, answer)));
  }

  /** Completes when readers of this node cannot read any more of what was discarded. */
  private CompletionStage<Outcome<GroupState>> discarded(Discard request, Discard.Answer answer) {
    following.heardTime(answer.now());
    GroupFollower follower = following.followers().get(request.group());
    Meta meta = answer.meta();
    long readers = follower == null ? 0 : follower.readers().count();
    Outcome<GroupState> state =
        Outcome.done(new GroupState(meta.epoch(), meta.oldest(), meta.head(), readers));
    boolean isForReaders = request.script() == Script.RESTART || request.through() > 0;
    return follower == null || !isForReaders
        ? CompletableFuture.completedFuture(state)
        : follower.readers().discarded(meta).handle((done, interrupted) -> state);
  }

  @Override
  public CompletionStage<Outcome<Excerpt>> read(
      GroupName group, Start start, int most, long maxBytes) {
    return calls.onLoop(
        () -> then(now(group), now -> read(group, now.meta(), start, most, maxBytes)));
  }

  private CompletionStage<Outcome<Excerpt>> read(
      GroupName group, Meta meta, Start start, int most, long maxBytes) {
    Page.For reader = Page.For.of(start, meta);
    if (reader == null) {
      return done(new Excerpt(Reading.NOTHING, meta.position()));
    }
    return then(
        after(group, reader.after()),
        answer -> {
          PageReading page = new PageReading(reader.after(), meta.head());
          page.begin(following.pageOf(group, answer, reader), 0);
          Reading reading = page.isEmpty() ? Reading.NOTHING : page.read(maxBytes, most);
          return done(new Excerpt(reading, page.at()));
        });
  }

  @Override
  public CompletionStage<Outcome<Excerpt>> readBefore(
      GroupName group, long offset, int most, long maxBytes) {
    return calls.onLoop(
        () ->
            then(
                now(group),
                now -> {
                  Meta meta = now.meta();
                  long last = Math.min(offset - 1, meta.head());
                  long from = Math.max(meta.oldest() - 1, last - most);
                  GroupLog part = Page.run(group, new Position(meta.epoch(), from));
                  return then(
                      fill(group, part, last),
                      log -> done(new GroupFanOut(group, log).readBefore(offset, most, maxBytes)));
                }));
  }

  /** Completes with a log that has what the store has of it up to an offset. */
  private CompletionStage<Outcome<GroupLog>> fill(GroupName group, GroupLog part, long last) {
    if (part.head() >= last) {
      return done(part);
    }
    return then(
        after(group, new Position(part.epoch(), part.head())),
        answer -> {
          long retained = answer.now() - following.policy(group).age().toMillis();
          for (Entry entry : answer.entries()) {
            if (entry.epoch().equals(part.epoch()) && entry.offset() <= last) {
              append(part, entry, retained);
            }
          }
          return answer.isLast() ? done(part) : fill(group, part, last);
        });
  }

  private static void append(GroupLog part, Entry entry, long retained) {
    if (entry.time() <= retained) {
      part.leaveOut(entry.offset());
    } else {
      part.append(entry.offset(), entry.time(), entry.message());
    }
  }

  private CompletionStage<Outcome<Read.Answer>> after(GroupName group, Position position) {
    Read page = Read.after(group, following.policy(group), position);
    return following.scripts().run(page, false);
  }

  private static <T> CompletionStage<Outcome<T>> done(T value) {
    return CompletableFuture.completedFuture(Outcome.done(value));
  }

  /** Goes on when something was done; what was refused stays so. */
  private static <T, R> CompletionStage<Outcome<R>> then(
      CompletionStage<Outcome<T>> asked, Function<T, CompletionStage<Outcome<R>>> next) {
    return asked.thenCompose(
        outcome ->
            outcome instanceof Outcome.Refused<T> refused
                ? CompletableFuture.completedFuture(Outcome.refused(refused.refusal()))
                : next.apply(((Outcome.Done<T>) outcome).get()));
  }
}
