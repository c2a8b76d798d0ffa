package org.fanfare.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.fanfare.layer.FailingLayer;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Start;
import org.fanfare.log.Slice;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Rule P35: what is sent after a commit, and what becomes of it otherwise. Rule P9: what one client
 * says in two transactions keeps its order.
 */
final class TransactionsTest {
  private static final GroupName GROUP = new GroupName("any.group");
  private static final int MAX_SIZE = 100;

  private final Transaction transaction = new Transaction();
  private final Deque<Runnable> workers = new ArrayDeque<>();
  private boolean stopped;
  private Runnable observer = () -> {};
  private final LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
  private final FailingLayer layer = new FailingLayer(memory.layer());
  private final LayerSender sender = new LayerSender(layer, MAX_SIZE, new TypedJson());
  private final List<SendFailed> failed = new ArrayList<>();
  private final SentAfterCommit afterCommit =
      new SentAfterCommit(
          sender,
          new TypedJson(),
          MAX_SIZE,
          new Transactions(transaction, this::submit),
          this::fails);

  /** The transaction of the calling thread, if there is one. */
  private static final class Transaction implements TransactionSynchronizationRegistry {
    private final Map<Object, Object> resources = new HashMap<>();
    private final List<Synchronization> interposed = new ArrayList<>();
    private boolean active;

    void begins() {
      active = true;
    }

    void ends(int status) {
      List<Synchronization> told = List.copyOf(interposed);
      interposed.clear();
      resources.clear();
      active = false;
      told.forEach(each -> each.afterCompletion(status));
    }

    @Override
    public @Nullable Object getTransactionKey() {
      return active ? "the transaction" : null;
    }

    @Override
    public void putResource(Object key, Object value) {
      resources.put(key, value);
    }

    @Override
    public @Nullable Object getResource(Object key) {
      return resources.get(key);
    }

    @Override
    public void registerInterposedSynchronization(Synchronization synchronization) {
      interposed.add(synchronization);
    }

    @Override
    public int getTransactionStatus() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setRollbackOnly() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean getRollbackOnly() {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeEach
  void theApplicationHasStarted() {
    sender.open();
  }

  private void fails(SendFailed what) {
    failed.add(what);
    observer.run();
  }

  private void submit(Runnable task) {
    if (stopped) {
      throw new RejectedExecutionException("for this test");
    }
    workers.add(task);
  }

  /** Runs what was submitted, the newest first, since an executor keeps no order. */
  private void work() {
    for (Runnable next = workers.pollLast(); next != null; next = workers.pollLast()) {
      next.run();
    }
  }

  private void commit(String... texts) {
    transaction.begins();
    for (String text : texts) {
      publish(text);
    }
    transaction.ends(Status.STATUS_COMMITTED);
  }

  private void publish(String text) {
    afterCommit.publish(GROUP, Message.text(text));
  }

  private List<String> published() {
    return published(new Start.Oldest());
  }

  private List<String> published(Start from) {
    Slice all =
        LayerRig.done(memory.layer().open(GROUP, from, Runnable::run, batch -> {}))
            .read(Long.MAX_VALUE)
            .slice();
    return all == null
        ? List.of()
        : all.publications().stream().map(each -> each.message().text()).toList();
  }

  @Test
  void nothingIsSentBeforeTheCommitAndAllOfItAfterwardsInOrder() {
    transaction.begins();
    publish("one");
    afterCommit.publish(GROUP, "two", null);
    publish("three");
    work();
    assertThat(published()).isEmpty();

    transaction.ends(Status.STATUS_COMMITTED);
    assertThat(published()).as("while the transaction completes").isEmpty();
    work();

    assertThat(published()).containsExactly("one", "{\"type\":\"two\"}", "three");
  }

  @Test
  void nothingIsSentAfterARollback() {
    transaction.begins();
    publish("one");

    transaction.ends(Status.STATUS_ROLLEDBACK);
    work();

    assertThat(published()).isEmpty();
  }

  @Test
  void theNextTransactionHasNothingOfTheOneBefore() {
    transaction.begins();
    publish("one");
    transaction.ends(Status.STATUS_ROLLEDBACK);
    transaction.begins();
    publish("two");
    transaction.ends(Status.STATUS_COMMITTED);
    work();

    assertThat(published()).containsExactly("two");
  }

  @Test
  void whatTransactionsSendIsSentInTheOrderOfTheirCommits() {
    commit("one", "two");
    commit("three");
    work();
    commit("four");
    work();

    assertThat(published()).containsExactly("one", "two", "three", "four");
  }

  @Test
  void whatCommitsWhileAThreadSendsIsSentByThatThread() {
    observer =
        () -> {
          layer.mend();
          commit("two");
          assertThat(workers).as("threads that could overtake it").isEmpty();
        };
    layer.breakDown(GROUP, FailingLayer.How.BEFORE);
    commit("one");

    work();

    assertThat(published()).containsExactly("two");
  }

  @Test
  void whatNoThreadIsThereForIsToldForEachMessageAndStopsNothing() {
    stopped = true;
    commit("one", "two");
    assertThat(failed)
        .hasSize(2)
        .extracting(SendFailed::failure)
        .hasOnlyElementsOfType(RejectedExecutionException.class);

    stopped = false;
    commit("three");
    work();

    assertThat(published()).containsExactly("three");
  }

  @Test
  void onlySoManyMessagesWaitAndWhatWouldBeMoreIsTold() {
    String[] many = new String[CommittedMessages.MOST];
    Arrays.fill(many, "one of many");
    commit(many);
    commit("two", "three");
    assertThat(failed).hasSize(2);

    work();
    commit("four");
    work();

    assertThat(failed).hasSize(2);
    assertThat(published(new Start.Newest(2))).containsExactly("one of many", "four");
  }

  @Test
  void anObserverThatCannotBeToldStopsNothing() {
    observer =
        () -> {
          throw new IllegalStateException("for this test");
        };
    layer.breakDown(GROUP, FailingLayer.How.BEFORE);
    commit("one");
    commit("two");

    work();

    assertThat(failed).hasSize(2);
  }

  @Test
  void withoutATransactionItIsSentAtOnce() {
    publish("one");

    assertThat(published()).containsExactly("one");
  }

  @Test
  void whatIsWrongWithAMessageIsToldByTheCall() {
    transaction.begins();

    assertThatIllegalArgumentException().isThrownBy(() -> publish("x".repeat(MAX_SIZE + 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> afterCommit.publish(GROUP, "list", List.of(1)));
  }

  @Test
  void whatFailsAfterTheCommitIsToldAndStopsNothing() {
    transaction.begins();
    publish("one");
    publish("two");
    layer.breakDown(GROUP, FailingLayer.How.BEFORE);
    transaction.ends(Status.STATUS_COMMITTED);

    work();

    assertThat(failed)
        .extracting(SendFailed::what)
        .hasSize(2)
        .containsOnly("a message to any.group");
  }
}
