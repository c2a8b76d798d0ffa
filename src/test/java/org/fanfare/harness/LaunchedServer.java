package org.fanfare.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server in a process of its own, which was started here and is ended here, by its id alone. For
 * one thread at a time.
 */
public final class LaunchedServer implements AutoCloseable {
  private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);
  private static final Duration FORCED = Duration.ofMinutes(1);

  private final String command;
  private final Process process;

  private LaunchedServer(String command, Process process) {
    this.command = command;
    this.process = process;
  }

  /** Starts it as the builder says. It may not serve yet: see {@link #awaitServing}. */
  public static LaunchedServer start(ProcessBuilder builder) {
    try {
      return new LaunchedServer(String.join(" ", builder.command()), builder.start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Waits until {@code serves}, which is asked 20 times a second. Throws {@link
   * IllegalStateException} if the process ends, or the time.
   */
  public void awaitServing(BooleanSupplier serves, Duration most) {
    long until = System.nanoTime() + most.toNanos();
    while (!serves.getAsBoolean()) {
      if (awaitEnd(BETWEEN_PROBES)) {
        throw new IllegalStateException("ended before it served: " + command);
      }
      if (System.nanoTime() - until > 0) {
        throw new IllegalStateException("does not serve after " + most + ": " + command);
      }
    }
  }

  /** Returns the id of its first process. */
  public long pid() {
    return process.pid();
  }

  /** Returns what it writes, unless the builder redirects that. */
  public BufferedReader output() {
    return process.inputReader(StandardCharsets.UTF_8);
  }

  /** Returns what it reads; each line is sent when it ends. */
  public PrintWriter input() {
    return new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /**
   * Asks it to end, and ends it if it has not after {@code patience}, as systemd does. Does not
   * wait.
   */
  public void stop(Duration patience) {
    process.destroy();
    CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
        .execute(this::kill);
  }

  /** Ends it without asking, and the processes that it has started. */
  public void kill() {
    process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Waits until it has ended, at most so long; {@code false} if it has not. */
  public boolean awaitEnd(Duration most) {
    try {
      return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command, interrupted);
    }
  }

  /** Ends it without asking, and waits until it has ended. */
  @Override
  public void close() {
    kill();
    if (!awaitEnd(FORCED)) {
      throw new IllegalStateException("does not end: " + command);
    }
  }
}
