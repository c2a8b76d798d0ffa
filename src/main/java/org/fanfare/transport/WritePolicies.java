package org.fanfare.transport;

import jakarta.servlet.ServletContext;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Determines how to write to the clients of each server: on which thread, and how many bytes at a
 * time. Normally the thread that has something to write also writes it. Where a write may wait for
 * its client ({@link Quirk#WRITES_WAIT}), an executor made for such writes does. Immutable; safe
 * for use by any thread.
 */
public final class WritePolicies {
  private static final int PIECE = 32_000;
  private static final int QUEUED_PIECE = 256 * 1024;

  private final Supplier<Executor> waiting;

  /**
   * Creates the policies for any server.
   *
   * @param waiting supplies an executor for the writes to one client, on servers where a write may
   *     wait for it; called for each such client
   */
  public WritePolicies(Supplier<Executor> waiting) {
    this.waiting = waiting;
  }

  /**
   * Returns how to write to one upgraded connection of {@code server} ({@link
   * Quirk#GATHERS_WRITES}). Must be called for each connection.
   */
  public WritePolicy upgraded(ServletContext server) {
    boolean keeps = Quirk.QUEUES_WRITES.isOf(server);
    return new WritePolicy(
        of(server),
        Quirk.WRITES_WAIT.isOf(server),
        Quirk.GATHERS_WRITES.isOf(server) ? PIECE : most(keeps));
  }

  /**
   * Returns the executor for the writes to one client of {@code server}. Must be called for each
   * client.
   */
  public Executor of(ServletContext server) {
    return Quirk.WRITES_WAIT.isOf(server) ? waiting.get() : Runnable::run;
  }

  /**
   * Returns the maximum number of bytes to pass to a response at a time. If the server {@code
   * keeps} writes ({@link Quirk#QUEUES_WRITES}), this is a quarter of what one write may have
   * before {@link Quirk#ENDS_LARGE_WRITES}, with the settings that {@code server-config} offers for
   * such a server.
   */
  public static int most(boolean keeps) {
    return keeps ? QUEUED_PIECE : Integer.MAX_VALUE;
  }
}
