package org.fanfare.boot;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fanfare.threads.Ticker;

/**
 * Logs a line with {@code fanfare.address} once that address answers. An application is not
 * notified when its server has opened its port and serves requests, so this class sends requests to
 * the address.
 *
 * <p>A timer calls {@link #tick}; a worker sends the requests, because they may wait. It ends with
 * the line, or after a minute at the latest. If the address was answered before the application
 * served it, a warning is logged instead.
 */
final class Announcement {
  private static final System.Logger LOG = System.getLogger(Announcement.class.getName());
  private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int ANSWER_MILLIS = 2_000;

  private final URI address;
  private final Executor workers;
  private final Ticker ticker;
  private final long begun;
  private final AtomicBoolean asking = new AtomicBoolean();
  private final boolean isOfAnother;

  /**
   * Must be created while the application starts: whatever answers at that time is not this
   * application.
   */
  Announcement(URI address, Executor workers, Ticker ticker) {
    this.address = address;
    this.workers = workers;
    this.ticker = ticker;
    this.begun = ticker.nanos();
    this.isOfAnother = answers();
  }

  /** Submits a request, unless one is running or the line was logged. Does not wait. */
  void tick() {
    if (asking.compareAndSet(false, true)) {
      try {
        workers.execute(this::ask);
      } catch (RejectedExecutionException stopped) {
        LOG.log(Level.DEBUG, "the server stops, or has no thread for it now");
        asking.set(false);
      }
    }
  }

  private void ask() {
    if (isOfAnother) {
      LOG.log(
          Level.WARNING,
          "{0} was answered before this Fanfare was there: by an earlier start that has not ended and has its port, or"
              + " by another node behind a proxy. If it is an earlier start, end that one first, or take another port",
          address);
    } else if (answers()) {
      LOG.log(Level.INFO, "Fanfare is ready: {0}", address);
    } else if (ticker.nanos() - begun > PATIENCE_NANOS) {
      LOG.log(
          Level.INFO,
          "Fanfare is ready; from this machine {0}, which is fanfare.address, did not answer with"
              + " it for a minute",
          address);
    } else {
      asking.set(false); // the next tick tries again
    }
  }

  private boolean answers() {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setRequestMethod("HEAD");
      connection.setConnectTimeout(ANSWER_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException | RuntimeException notYet) { // also if the port is invalid
      return false;
    }
  }
}
