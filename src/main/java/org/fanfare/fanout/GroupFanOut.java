package org.fanfare.fanout;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.layer.Wake;
import org.fanfare.log.GroupLog;
import org.fanfare.message.GroupName;

/**
 * The log of one group on one node and all its readers there. A layer uses it to deliver the log's
 * publications to its readers, independent of who appends to the log.
 *
 * <p>Safe for use by any thread. Readers that share an executor are woken by one task, however many
 * there are.
 */
public final class GroupFanOut {
  private final GroupName group;
  private final GroupLog log;
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private final Map<Executor, FanOut> fanOuts = new ConcurrentHashMap<>();

  /** Creates the fan-out of a log, without readers. */
  public GroupFanOut(GroupName group, GroupLog log) {
    this.group = group;
    this.log = log;
  }

  /**
   * Opens a reader, as the layer's contract says.
   *
   * @param closed runs once when the reader is closed, on the thread that closes it
   */
  public Reader open(Start start, Executor executor, Wake wake, Runnable closed) {
    FanOut fanOut = fanOuts.computeIfAbsent(executor, e -> new FanOut(log, e, interrupted));
    LocalReader reader =
        new LocalReader(log, group, fanOut, StartPoint.of(start, group, log), wake, closed);
    fanOut.add(reader);
    return reader;
  }

  /**
   * Notifies the readers, later and on their executors, that publications may not reach the log.
   */
  public void interrupt() {
    if (interrupted.compareAndSet(false, true)) {
      wake();
    }
  }

  /** Notifies the readers, later and on their executors, that the log is up to date again. */
  public void resume() {
    if (interrupted.compareAndSet(true, false)) {
      wake();
    }
  }

  /** Wakes the readers, later and on their executors: something was appended. */
  public void wake() {
    fanOuts.values().forEach(FanOut::ask);
  }
}
