package org.fanfare.consumer.run;

/**
 * The contexts in which the callbacks of one connection run: class loader and names of the
 * application, the caller's identity, and a fresh request context of CDI for each callback. They
 * are captured on the thread of the connection's request.
 *
 * <p>Safe for use by any thread; one callback of a connection runs at a time.
 */
@FunctionalInterface
public interface Surroundings {
  /** No contexts but those of the thread. */
  Surroundings NONE = Step::run;

  /** Code that runs in the contexts. */
  @FunctionalInterface
  interface Step {
    /** Runs it. */
    void run() throws Exception;
  }

  /** Runs {@code step} on the calling thread, in the contexts; throws what it throws. */
  void run(Step step) throws Exception;
}
