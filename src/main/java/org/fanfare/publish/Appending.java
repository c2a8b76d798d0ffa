package org.fanfare.publish;

import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.log.Cursor;
import org.fanfare.log.Position;
import org.fanfare.log.Publication;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.fanfare.protocol.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Appends one message group by group, without atomicity, and tells of each. Safe for use by any
 * thread.
 */
final class Appending {
  private static final System.Logger LOG = System.getLogger(Appending.class.getName());
  private static final long LOG_INTERVAL_NANOS = 10_000_000_000L;

  private final ChannelLayer layer;
  private final LongSupplier nanos;
  private final AtomicLong logged;

  Appending(ChannelLayer layer, LongSupplier nanos) {
    this.layer = layer;
    this.nanos = nanos;
    this.logged = new AtomicLong(nanos.getAsLong() - LOG_INTERVAL_NANOS);
  }

  /** Appends to the groups that do not have the message yet; the stage never fails. */
  CompletionStage<Answer> append(Attempt attempt, List<GroupName> groups, Message message) {
    Map<GroupName, Problem> problems = new LinkedHashMap<>(); // one stage after the other uses it
    CompletionStage<?> last = CompletableFuture.completedFuture(null);
    for (GroupName group : groups) {
      if (!attempt.done().containsKey(group)) {
        last =
            last.thenCompose(x -> layer.publish(group, message))
                .handle((outcome, failure) -> note(attempt, group, problems, outcome, failure));
      }
    }
    return last.thenApply(x -> answer(attempt, groups, problems));
  }

  private GroupName note(
      Attempt attempt,
      GroupName group,
      Map<GroupName, Problem> problems,
      @Nullable Outcome<Publication> outcome,
      @Nullable Throwable failure) {
    if (outcome instanceof Outcome.Done<Publication> done) {
      attempt.done().put(group, done.get().position());
    } else if (outcome instanceof Outcome.Refused<Publication> refused) {
      problems.put(group, problem(group, refused.refusal()));
    } else {
      logSometimes(failure);
      problems.put(group, failed(group));
    }
    return group;
  }

  /** A layer that is down fails with every message: one line in ten seconds says so. */
  private void logSometimes(@Nullable Throwable failure) {
    long before = logged.get();
    long now = nanos.getAsLong();
    if (now - before >= LOG_INTERVAL_NANOS && logged.compareAndSet(before, now)) {
      LOG.log(Level.ERROR, "The channel layer failed; publishers are answered 503", failure);
    }
  }

  private static Problem problem(GroupName group, Refusal refusal) {
    return refusal == Refusal.TOO_MANY_GROUPS
        ? new Problem(Problem.Code.TOO_MANY_GROUPS, "there is no room for the new group " + group)
        : new Problem(Problem.Code.MEMORY_FULL, "there is no room in the logs for " + group);
  }

  private static Problem failed(GroupName group) {
    return new Problem(
        Problem.Code.UNAVAILABLE,
        "it is not known whether " + group + " has the message: retry with an Idempotency-Key");
  }

  private static Answer answer(
      Attempt attempt, List<GroupName> groups, Map<GroupName, Problem> problems) {
    if (problems.isEmpty()) {
      return accepted(attempt, groups);
    }
    if (attempt.done().isEmpty()) {
      return new Answer.Rejected(problems.values().iterator().next(), "");
    }
    String parts =
        groups.stream().map(g -> part(g, attempt, problems)).collect(Collectors.joining(","));
    Problem problem =
        new Problem(
            Problem.Code.PARTLY_PUBLISHED,
            "some groups have the message: the same Idempotency-Key completes the rest");
    return new Answer.Rejected(problem, "\"groups\":{" + parts + "}");
  }

  private static String part(GroupName group, Attempt attempt, Map<GroupName, Problem> problems) {
    Position position = attempt.done().get(group);
    Problem problem = problems.get(group);
    return "\"%s\":{%s}"
        .formatted(
            group,
            position != null || problem == null
                ? "\"offset\":" + (position == null ? 0 : position.offset())
                : "\"problem\":" + problem.json());
  }

  private static Answer accepted(Attempt attempt, List<GroupName> groups) {
    Map<GroupName, Long> offsets = new LinkedHashMap<>();
    Cursor cursor = Cursor.empty();
    for (GroupName group : groups) {
      Position position = attempt.done().get(group);
      if (position != null) {
        offsets.put(group, position.offset());
        cursor = cursor.with(Cursor.Key.of(group), position);
      }
    }
    return new Answer.Accepted(cursor, offsets, false);
  }
}
