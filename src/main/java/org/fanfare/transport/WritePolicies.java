package org.fanfare.transport;

import jakarta.servlet.ServletContext;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * How each server is written to: by which thread, and how much at a time. The thread is that which
 * has something to write, or, where a write may wait for its client ({@link Quirk#WRITES_WAIT}),
 * one of an executor that bears with that. Immutable; safe for use by any thread.
 */
public final class WritePolicies {
  private static final int PIECE = 32_000;
  private static final int QUEUED_PIECE = 256 * 1024;

  private final Supplier<Executor> waiting;

  /**
   * Policies for any server.
   *
   * @param waiting an executor for the writes to one client where a write may wait for it; asked
   *     for each such client
   */
  public WritePolicies(Supplier<Executor> waiting) {
    this.waiting = waiting;
  }

  /**
   * How one upgraded connection of {@code server} is written to ({@link Quirk#GATHERS_WRITES}); to
   * be asked for each.
   */
  public WritePolicy upgraded(ServletContext server) {
    boolean keeps = Quirk.QUEUES_WRITES.isOf(server);
    return new WritePolicy(
        of(server),
        Quirk.WRITES_WAIT.isOf(server),
        Quirk.GATHERS_WRITES.isOf(server) ? PIECE : most(keeps));
  }

  /** The threads for what is written to one client of {@code server}; to be asked for each. */
  public Executor of(ServletContext server) {
    return Quirk.WRITES_WAIT.isOf(server) ? waiting.get() : Runnable::run;
  }

  /**
   * The most bytes that a response is given at a time: where the server {@code keeps} writes
   * ({@link Quirk#QUEUES_WRITES}), a quarter of what the settings offered for it let one write have
   * before {@link Quirk#ENDS_LARGE_WRITES}.
   */
  public static int most(boolean keeps) {
    return keeps ? QUEUED_PIECE : Integer.MAX_VALUE;
  }
}
