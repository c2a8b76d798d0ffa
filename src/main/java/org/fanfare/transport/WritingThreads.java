package org.fanfare.transport;

import jakarta.servlet.ServletContext;
import java.util.concurrent.Executor;

/**
 * Which threads write to clients: whoever has something to write, or, where a write may wait for
 * its client, a worker for each.
 *
 * <p>The quirk: Open Liberty 26.0.0.3 writes neither a response nor to an upgraded connection
 * without blocking, in spite of a {@code WriteListener}. A write waits until the client takes it,
 * at most for the {@code writeTimeout} of its {@code server.xml}. There a client that has stopped
 * reading costs a thread for that time, which must not be one that writes to others too.
 */
public final class WritingThreads {
  private static final String BLOCKING = "Liberty";

  private final Executor workers;

  /** Threads that are, where they are needed, those of {@code workers}. */
  public WritingThreads(Executor workers) {
    this.workers = workers;
  }

  /** The threads for what is written to clients of {@code server}. */
  public Executor of(ServletContext server) {
    String name = server.getServerInfo();
    return name != null && name.contains(BLOCKING) ? workers : Runnable::run;
  }
}
