package org.fanfare.transport;

import jakarta.servlet.ServletContext;
import java.util.concurrent.Executor;

/**
 * Which threads write to clients: whoever has something to write, or, where a write may wait for
 * its client ({@link Quirk#WRITES_WAIT}), a worker for each: a client that has stopped reading
 * costs that thread for a while, which must not be one that writes to others too.
 */
public final class WritingThreads {
  private static final int PIECE = 32_000;

  private final Executor workers;

  /** Threads that are, where they are needed, those of {@code workers}. */
  public WritingThreads(Executor workers) {
    this.workers = workers;
  }

  /** How upgraded connections of {@code server} are written to ({@link Quirk#GATHERS_WRITES}). */
  public Writing upgraded(ServletContext server) {
    return new Writing(of(server), Quirk.GATHERS_WRITES.isOf(server) ? PIECE : Integer.MAX_VALUE);
  }

  /** The threads for what is written to clients of {@code server}. */
  public Executor of(ServletContext server) {
    return Quirk.WRITES_WAIT.isOf(server) ? workers : Runnable::run;
  }
}
