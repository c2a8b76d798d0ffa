package org.fanfare.layer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a node that follows another one: the other node is asked, and what it discards is
 * discarded here too. Safe for use by any thread.
 *
 * @param other the node that has the logs
 * @param present returns this node's copy of a group, if somebody here reads it
 */
record FollowedGroups(OtherNode other, Function<GroupName, Optional<FollowedGroup>> present)
    implements Groups {
  @Override
  public CompletionStage<List<GroupName>> list(
      Predicate<GroupName> wanted, @Nullable GroupName after, int most) {
    return ask(groups -> groups.list(wanted, after, most), done -> {});
  }

  @Override
  public CompletionStage<Outcome<GroupState>> state(GroupName group) {
    return ask(groups -> groups.state(group), done -> {}).thenApply(there -> seen(group, there));
  }

  /** The other node sees one reader, the copy of this one, however many there are here. */
  private Outcome<GroupState> seen(GroupName group, Outcome<GroupState> there) {
    if (!(there instanceof Outcome.Done<GroupState> done)) {
      return there;
    }
    GroupState state = done.get();
    long readers =
        present
            .apply(group)
            .map(copy -> state.readers() - 1 + copy.readers())
            .orElse(state.readers());
    return Outcome.done(new GroupState(state.epoch(), state.first(), state.head(), readers));
  }

  @Override
  public CompletionStage<Outcome<Excerpt>> read(
      GroupName group, Start start, int most, long maxBytes) {
    return ask(groups -> groups.read(group, start, most, maxBytes), done -> {});
  }

  @Override
  public CompletionStage<Outcome<Excerpt>> readBefore(
      GroupName group, long offset, int most, long maxBytes) {
    return ask(groups -> groups.readBefore(group, offset, most, maxBytes), done -> {});
  }

  @Override
  public CompletionStage<Outcome<GroupState>> trim(GroupName group, long through) {
    return ask(
            groups -> groups.trim(group, through),
            done -> present.apply(group).ifPresent(copy -> copy.trimThrough(through)))
        .thenApply(there -> seen(group, there));
  }

  @Override
  public CompletionStage<Outcome<GroupState>> restart(GroupName group) {
    return ask(
            groups -> groups.restart(group),
            done -> present.apply(group).ifPresent(FollowedGroup::catchUp))
        .thenApply(there -> seen(group, there));
  }

  private <T> CompletionStage<T> ask(Function<Groups, CompletionStage<T>> what, Consumer<T> then) {
    if (other.isCut()) {
      return CompletableFuture.failedFuture(OtherNode.unreachable());
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    Supplier<CompletionStage<T>> there = () -> what.apply(other.layer().groups());
    other.soon(
        () ->
            there
                .get()
                .thenAccept(
                    done ->
                        other.soon(
                            () -> {
                              then.accept(done);
                              answer.complete(done);
                            })));
    return answer;
  }
}
