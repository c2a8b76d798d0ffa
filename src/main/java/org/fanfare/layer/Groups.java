package org.fanfare.layer;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * What a back end does with the groups of a layer as a whole: it lists them, looks at one, reads a
 * log without a reader, and discards what a log has.
 *
 * <p>The package description states the contract. Nothing here says which channels or users read a
 * group. Safe for use by any thread; no method blocks. A stage that fails does so with a {@link
 * LayerException}.
 */
public interface Groups {
  /**
   * Lists groups in the order of their names.
   *
   * @param wanted the names that count; called on any thread, must return at once
   * @param after the last name of the page before; null for the first page
   * @param most the maximum number of names, at least 1. A page that has fewer is the last
   */
  CompletionStage<List<GroupName>> list(
      Predicate<GroupName> wanted, @Nullable GroupName after, int most);

  /** Returns how a group is at the moment. */
  CompletionStage<Outcome<GroupState>> state(GroupName group);

  /**
   * Reads a group's log once, from {@code start} on.
   *
   * @param most the maximum number of publications, 1 to 512
   * @param maxBytes the maximum total size of messages in bytes; a single message may exceed it
   */
  CompletionStage<Outcome<Excerpt>> read(GroupName group, Start start, int most, long maxBytes);

  /**
   * Reads the publications of a group's log that come just before an offset, the oldest of them
   * first. What the log no longer has is left out, without a gap.
   *
   * @param offset at least 1
   * @param most the maximum number of publications, 1 to 512
   * @param maxBytes the maximum total size of messages in bytes; a single message may exceed it
   */
  CompletionStage<Outcome<Excerpt>> readBefore(
      GroupName group, long offset, int most, long maxBytes);

  /** Discards the publications of a group up to an offset, which is at least 0. */
  CompletionStage<Outcome<GroupState>> trim(GroupName group, long through);

  /** Ends the present life of a group and discards its log; the next life begins at once. */
  CompletionStage<Outcome<GroupState>> restart(GroupName group);
}
