package org.fanfare.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fanfare.connection.Answer;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Publishes several messages, each of which is answered alone. Safe for use by any thread; nothing
 * blocks.
 *
 * <p>Messages to the same group are published one after the other, in their order; those to
 * different groups at the same time. After a message of which it is not known whether it is in the
 * log of a group, the later messages to that group are not published, so that a retry of all of
 * them keeps the order. A message that is refused stops no other.
 */
public final class BatchPublisher {
  private static final Answer AFTER_A_FAILURE =
      new Answer.Rejected(
          new Problem(
              Status.UNAVAILABLE,
              "it was not published: an earlier message to one of its groups failed"));

  private final Publisher publisher;

  /** Creates what publishes by {@code publisher}. */
  public BatchPublisher(Publisher publisher) {
    this.publisher = publisher;
  }

  /** One message of a batch. */
  public sealed interface Item {
    /**
     * A message that may be published.
     *
     * @param permit proves that it may be, and to which groups
     * @param key an idempotency key that {@link Publisher#requireKey} accepts; or null
     */
    record Ready(Permit permit, Message message, @Nullable String key) implements Item {}

    /**
     * A message that is not published.
     *
     * @param problem why
     */
    record Refused(Problem problem) implements Item {}
  }

  /** Publishes a batch; the answers are in the order of the messages. The stage never fails. */
  public CompletionStage<List<Answer>> publish(List<Item> batch) {
    Map<GroupName, CompletableFuture<Boolean>> isWell = new HashMap<>();
    List<CompletableFuture<Answer>> answers = new ArrayList<>(batch.size());
    for (Item item : batch) {
      answers.add(
          item instanceof Item.Ready ready
              ? inTurn(ready, isWell)
              : CompletableFuture.completedFuture(
                  new Answer.Rejected(((Item.Refused) item).problem())));
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
        .thenApply(x -> answers.stream().map(CompletableFuture::join).toList());
  }

  /** Publishes a message when those before it to the same groups are answered. */
  private CompletableFuture<Answer> inTurn(
      Item.Ready item, Map<GroupName, CompletableFuture<Boolean>> isWell) {
    CompletableFuture<Boolean> before = CompletableFuture.completedFuture(true);
    for (GroupName group : item.permit().groups()) {
      CompletableFuture<Boolean> last = isWell.get(group);
      before = last == null ? before : before.thenCombine(last, Boolean::logicalAnd);
    }
    CompletableFuture<Answer> answer =
        before.thenCompose(
            well ->
                well
                    ? publisher.publish(item.permit(), item.message(), item.key())
                    : CompletableFuture.completedFuture(AFTER_A_FAILURE));
    CompletableFuture<Boolean> mine = answer.thenApply(BatchPublisher::isWell);
    item.permit().groups().forEach(group -> isWell.put(group, mine));
    return answer;
  }

  private static boolean isWell(Answer answer) {
    return !(answer instanceof Answer.Rejected rejected
        && (rejected.problem().status() == Status.UNAVAILABLE
            || rejected.problem().status() == Status.PARTLY_PUBLISHED));
  }
}
