package org.fanfare.consumer;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Sends when the transaction of the calling thread has committed, in the order of the commits and,
 * within a transaction, of the calls. The only class that knows Jakarta Transactions. Safe for use
 * by any thread.
 */
public final class Transactions implements SentAfterCommit.Commits {
  private final TransactionSynchronizationRegistry registry;
  private final CommittedMessages committed;

  /**
   * Uses the container's transactions.
   *
   * @param workers send: while a transaction completes, neither names nor another transaction may
   *     be used
   */
  public Transactions(TransactionSynchronizationRegistry registry, Executor workers) {
    this.registry = registry;
    this.committed = new CommittedMessages(workers);
  }

  @Override
  public void afterCommit(SentAfterCommit.Step step) {
    if (registry.getTransactionKey() == null) {
      step.send();
      return;
    }
    if (registry.getResource(this) instanceof Steps known) {
      known.add(step);
      return;
    }
    Steps steps = new Steps(step);
    registry.registerInterposedSynchronization(steps);
    registry.putResource(this, steps);
  }

  /** What one transaction has to send; used by its thread. */
  private final class Steps implements Synchronization {
    private final List<SentAfterCommit.Step> steps = new ArrayList<>();

    Steps(SentAfterCommit.Step first) {
      steps.add(first);
    }

    void add(SentAfterCommit.Step step) {
      steps.add(step);
    }

    @Override
    public void beforeCompletion() {
      // nothing is sent before it is known how the transaction ends
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        committed.add(List.copyOf(steps));
      }
    }
  }
}
