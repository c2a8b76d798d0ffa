package org.fanfare.consumer.test;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.fanfare.layer.Excerpt;
import org.fanfare.layer.GroupState;
import org.fanfare.layer.Groups;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a layer as a whole, with the faults of that layer. For one thread.
 *
 * @param inner the groups without faults
 * @param asking asks with the faults
 */
record FaultyGroups(Groups inner, Asking asking) implements Groups {
  /** Asks as the layer with its faults does. */
  interface Asking {
    <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> what);
  }

  @Override
  public CompletionStage<List<GroupName>> list(
      Predicate<GroupName> wanted, @Nullable GroupName after, int most) {
    return asking.ask(() -> inner.list(wanted, after, most));
  }

  @Override
  public CompletionStage<Outcome<GroupState>> state(GroupName group) {
    return asking.ask(() -> inner.state(group));
  }

  @Override
  public CompletionStage<Outcome<Excerpt>> read(
      GroupName group, Start start, int most, long maxBytes) {
    return asking.ask(() -> inner.read(group, start, most, maxBytes));
  }

  @Override
  public CompletionStage<Outcome<Excerpt>> readBefore(
      GroupName group, long offset, int most, long maxBytes) {
    return asking.ask(() -> inner.readBefore(group, offset, most, maxBytes));
  }

  @Override
  public CompletionStage<Outcome<GroupState>> trim(GroupName group, long through) {
    return asking.ask(() -> inner.trim(group, through));
  }

  @Override
  public CompletionStage<Outcome<GroupState>> restart(GroupName group) {
    return asking.ask(() -> inner.restart(group));
  }
}
