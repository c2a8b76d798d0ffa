package org.fanfare.layer;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a layer as a whole, asked in a way of its own.
 *
 * @param inner gives the groups that are asked
 * @param asking asks them
 */
record AskedGroups(Supplier<Groups> inner, Asking asking) implements Groups {
  /** How they are asked. */
  interface Asking {
    /**
     * Asks.
     *
     * @param group the group that is asked for; null if it is none in particular
     */
    <T> CompletionStage<T> ask(@Nullable GroupName group, Supplier<CompletionStage<T>> what);
  }

  @Override
  public CompletionStage<List<GroupName>> list(
      Predicate<GroupName> wanted, @Nullable GroupName after, int most) {
    return asking.ask(null, () -> inner.get().list(wanted, after, most));
  }

  @Override
  public CompletionStage<Outcome<GroupState>> state(GroupName group) {
    return asking.ask(group, () -> inner.get().state(group));
  }

  @Override
  public CompletionStage<Outcome<Excerpt>> read(
      GroupName group, Start start, int most, long maxBytes) {
    return asking.ask(group, () -> inner.get().read(group, start, most, maxBytes));
  }

  @Override
  public CompletionStage<Outcome<Excerpt>> readBefore(
      GroupName group, long offset, int most, long maxBytes) {
    return asking.ask(group, () -> inner.get().readBefore(group, offset, most, maxBytes));
  }

  @Override
  public CompletionStage<Outcome<GroupState>> trim(GroupName group, long through) {
    return asking.ask(group, () -> inner.get().trim(group, through));
  }

  @Override
  public CompletionStage<Outcome<GroupState>> restart(GroupName group) {
    return asking.ask(group, () -> inner.get().restart(group));
  }
}
