package org.fanfare.wire.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The end of a connection on which something takes too long: whoever waits on it fails then. */
final class Deadline {
  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private Deadline() {}

  private static ScheduledThreadPoolExecutor clock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "test-deadline");
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  /** Ends {@code tcp} when the time is over, unless what is returned was cancelled. */
  static Future<?> of(Duration time, Socket tcp) {
    return CLOCK.schedule(() -> end(tcp), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void end(Socket tcp) {
    try {
      tcp.close();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
