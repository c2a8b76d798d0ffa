package org.fanfare.consumer;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Runs steps when the transaction of the calling thread has committed. The only class that knows
 * Jakarta Transactions. Safe for use by any thread.
 */
public final class Transactions implements SentAfterCommit.Commits {
  private final TransactionSynchronizationRegistry registry;
  private final Executor workers;

  /**
   * Uses the container's transactions.
   *
   * @param workers run the steps: while a transaction completes, neither names nor another
   *     transaction may be used
   */
  public Transactions(TransactionSynchronizationRegistry registry, Executor workers) {
    this.registry = registry;
    this.workers = workers;
  }

  /** In the order of the calls. */
  @Override
  public void afterCommit(Runnable step) {
    if (registry.getTransactionKey() == null) {
      step.run();
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

  /** The steps of one transaction; used by its thread, and after it by a worker. */
  private final class Steps implements Synchronization {
    private final List<Runnable> steps = new ArrayList<>();

    Steps(Runnable first) {
      steps.add(first);
    }

    void add(Runnable step) {
      steps.add(step);
    }

    @Override
    public void beforeCompletion() {
      // nothing is sent before it is known how the transaction ends
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        List<Runnable> all = List.copyOf(steps);
        workers.execute(() -> all.forEach(Runnable::run));
      }
    }
  }
}
