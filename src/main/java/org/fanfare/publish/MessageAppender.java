package org.fanfare.publish;

import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.fanfare.connection.Answer;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LayerException;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.PublishKey;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Refusal;
import org.fanfare.log.Cursor;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Appends one message group by group, without atomicity, and reports the result for each group.
 * Safe for use by any thread.
 */
final class MessageAppender {
  private static final System.Logger LOG = System.getLogger(MessageAppender.class.getName());
  private static final Problem PARTLY =
      new Problem(
          Status.PARTLY_PUBLISHED,
          "some groups have the message: the same Idempotency-Key completes the rest");
  private static final Outcome<Receipt> REUSED = Outcome.refused(Refusal.KEY_REUSED);
  private static final long LOG_INTERVAL_NANOS = 10_000_000_000L;

  private final ChannelLayer layer;
  private final LongSupplier nanos;
  private final AtomicLong logged;

  MessageAppender(ChannelLayer layer, LongSupplier nanos) {
    this.layer = layer;
    this.nanos = nanos;
    this.logged = new AtomicLong(nanos.getAsLong() - LOG_INTERVAL_NANOS);
  }

  /** The results of publishing one message to each group. Used by one stage after the other. */
  private static final class Parts {
    private final Map<GroupName, Receipt> receipts = new LinkedHashMap<>();
    private final Map<GroupName, Problem> problems = new LinkedHashMap<>();
    private boolean reused;
  }

  /**
   * Appends a message to one group after the other. The stage never fails. If a group reports that
   * the key was used for another message, nothing is appended to the groups after it.
   */
  CompletionStage<Answer> append(
      List<GroupName> groups, Message message, @Nullable PublishKey key) {
    Parts parts = new Parts();
    CompletionStage<?> last = CompletableFuture.completedFuture(null);
    for (GroupName group : groups) {
      last =
          last.thenCompose(
                  x ->
                      parts.reused
                          ? CompletableFuture.completedFuture(REUSED)
                          : layer.publish(group, message, key))
              .handle((outcome, failure) -> note(parts, group, outcome, failure));
    }
    return last.thenApply(x -> answer(groups, parts));
  }

  private GroupName note(
      Parts parts,
      GroupName group,
      @Nullable Outcome<Receipt> outcome,
      @Nullable Throwable failure) {
    if (outcome instanceof Outcome.Done<Receipt> done) {
      parts.receipts.put(group, done.get());
    } else if (outcome instanceof Outcome.Refused<Receipt> refused) {
      parts.reused |= refused.refusal() == Refusal.KEY_REUSED;
      parts.problems.put(group, refused.refusal().problem(group.value()));
    } else {
      logSometimes(failure);
      parts.problems.put(group, failed(group, failure));
    }
    return group;
  }

  /**
   * Logs a failure at most once in ten seconds, because a layer that is down fails for every
   * message.
   */
  private void logSometimes(@Nullable Throwable failure) {
    long before = logged.get();
    long now = nanos.getAsLong();
    if (now - before >= LOG_INTERVAL_NANOS && logged.compareAndSet(before, now)) {
      LOG.log(Level.ERROR, "The channel layer failed; publishers are answered 503", failure);
    }
  }

  private static Problem failed(GroupName group, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    boolean unknown = !(cause instanceof LayerException known) || known.mayHaveHappened();
    return new Problem(
        Status.UNAVAILABLE,
        unknown
            ? "it is not known whether " + group + " has the message: retry with an Idempotency-Key"
            : group + " does not have the message: try again later");
  }

  private static Answer answer(List<GroupName> groups, Parts parts) {
    if (parts.problems.isEmpty()) {
      return accepted(groups, parts.receipts);
    }
    Problem problem =
        parts.reused ? Refusal.KEY_REUSED.problem("") : parts.problems.values().iterator().next();
    if (parts.receipts.isEmpty()) {
      return new Answer.Rejected(problem);
    }
    Map<GroupName, Answer.Part> each = new LinkedHashMap<>();
    for (GroupName group : groups) {
      Receipt receipt = parts.receipts.get(group);
      each.put(
          group,
          receipt == null
              ? new Answer.Part(0, parts.problems.get(group))
              : new Answer.Part(receipt.offset(), null));
    }
    return new Answer.Rejected(parts.reused ? problem : PARTLY, each);
  }

  private static Answer accepted(List<GroupName> groups, Map<GroupName, Receipt> receipts) {
    Map<GroupName, Long> offsets = new LinkedHashMap<>();
    Cursor cursor = Cursor.empty();
    for (GroupName group : groups) {
      Receipt receipt = receipts.get(group);
      if (receipt != null) {
        offsets.put(group, receipt.offset());
        cursor = cursor.with(Cursor.Key.of(group), receipt.position());
      }
    }
    boolean replayed = receipts.values().stream().allMatch(Receipt::replayed);
    return new Answer.Accepted(cursor, offsets, replayed);
  }
}
