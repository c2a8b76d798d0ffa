package org.fanfare.memory;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.fanfare.layer.Excerpt;
import org.fanfare.layer.GroupState;
import org.fanfare.layer.Groups;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.layer.Start;
import org.fanfare.log.Epoch;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * The groups of the embedded layer as a whole, for back ends. Safe for use by any thread; the
 * stages that it returns are complete.
 */
final class KnownGroups implements Groups {
  private final MemoryGroups groups;
  private final RandomGenerator random;

  KnownGroups(MemoryGroups groups, RandomGenerator random) {
    this.groups = groups;
    this.random = random;
  }

  @Override
  public CompletionStage<List<GroupName>> list(
      Predicate<GroupName> wanted, @Nullable GroupName after, int most) {
    return CompletableFuture.completedFuture(
        groups.names().stream()
            .filter(name -> (after == null || name.compareTo(after) > 0) && wanted.test(name))
            .sorted()
            .limit(most)
            .toList());
  }

  @Override
  public CompletionStage<Outcome<GroupState>> state(GroupName group) {
    return of(group, MemoryGroup::state);
  }

  @Override
  public CompletionStage<Outcome<Excerpt>> read(
      GroupName group, Start start, int most, long maxBytes) {
    return of(group, known -> known.fan().read(start, most, maxBytes));
  }

  @Override
  public CompletionStage<Outcome<Excerpt>> readBefore(
      GroupName group, long offset, int most, long maxBytes) {
    return of(group, known -> known.fan().readBefore(offset, most, maxBytes));
  }

  @Override
  public CompletionStage<Outcome<GroupState>> trim(GroupName group, long through) {
    return of(group, known -> known.trim(through));
  }

  @Override
  public CompletionStage<Outcome<GroupState>> restart(GroupName group) {
    return of(group, known -> known.restart(Epoch.random(random)));
  }

  /**
   * Returns the result for a group, or that there is none.
   *
   * @param ask returns null if the group has ended meanwhile
   */
  private <T> CompletionStage<Outcome<T>> of(
      GroupName group, Function<MemoryGroup, @Nullable T> ask) {
    MemoryGroup known = groups.known(group);
    T result = known == null ? null : ask.apply(known);
    return CompletableFuture.completedFuture(
        result == null ? Outcome.refused(Refusal.NO_GROUP) : Outcome.done(result));
  }
}
