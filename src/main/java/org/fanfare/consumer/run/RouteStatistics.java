package org.fanfare.consumer.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.fanfare.connection.Ended;

/**
 * What happened on one route since the start, and how it is there now. Safe for use by any thread.
 *
 * <p>No user, group or connection is named here: only the route, the words of outcomes, and the
 * names of callbacks. What waits is not counted while messages pass: whoever asks for it has the
 * connections looked at.
 */
public final class RouteStatistics {
  private final Set<ConsumerConnection> open = ConcurrentHashMap.newKeySet();
  private final LongAdder opened = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder problems = new LongAdder();
  private final LongAdder slow = new LongAdder();
  private final LongAdder resumed = new LongAdder();
  private final LongAdder expired = new LongAdder();
  private final Map<Callback, CallbackTimes> times = new EnumMap<>(Callback.class);
  private final Map<String, LongAdder> ends = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();

  /** The most words that are counted each by itself; an application's own codes are no more. */
  private static final int MOST_WORDS = 100;

  /** Nothing has happened yet. */
  RouteStatistics() {
    for (Callback callback : Callback.values()) {
      times.put(callback, new CallbackTimes());
    }
  }

  void accepted(ConsumerConnection connection) {
    open.add(connection);
    opened.increment();
  }

  void ended(ConsumerConnection connection, Ended why) {
    open.remove(connection);
    count(ends, why.status().word());
  }

  /** A request was refused with this code, before {@code connect} or by it. */
  public void refused(String code) {
    count(refusals, code);
  }

  private static void count(Map<String, LongAdder> words, String word) {
    String known = words.size() < MOST_WORDS || words.containsKey(word) ? word : "other";
    words.computeIfAbsent(known, x -> new LongAdder()).increment();
  }

  /** A callback has returned, or has thrown, after so many nanoseconds. */
  void called(Callback callback, long nanos) {
    times(callback).add(nanos);
  }

  void failed() {
    failures.increment();
  }

  void toldProblem() {
    problems.increment();
  }

  void wasSlow() {
    slow.increment();
  }

  /** A session goes on over another transport than before, or after a break. */
  void wasResumed() {
    resumed.increment();
  }

  /** A session has ended because nothing came to carry it. */
  void hasExpired() {
    expired.increment();
  }

  /** The connections that are there now. */
  public int open() {
    return open.size();
  }

  /** What waits on the connections that are there now; looks at each of them. */
  public Backlog backlog() {
    return Backlog.of(open);
  }

  /** The connections that were accepted. */
  public long opened() {
    return opened.sum();
  }

  /** The callbacks that threw. */
  public long failures() {
    return failures.sum();
  }

  /** The problems that clients were told of their messages. */
  public long problems() {
    return problems.sum();
  }

  /** The times of the callbacks of one kind. */
  public CallbackTimes times(Callback callback) {
    return Objects.requireNonNull(times.get(callback));
  }

  /** The callbacks that took too long. */
  public long slow() {
    return slow.sum();
  }

  /** How many times a session went on over another transport than before, or after a break. */
  public long resumed() {
    return resumed.sum();
  }

  /** The sessions that ended because nothing came to carry them. */
  public long expired() {
    return expired.sum();
  }

  /** The ends of connections by the word of why. */
  public Map<String, Long> ends() {
    return sums(ends);
  }

  /** The refusals by their code. */
  public Map<String, Long> refusals() {
    return sums(refusals);
  }

  private static Map<String, Long> sums(Map<String, LongAdder> words) {
    Map<String, Long> sums = new TreeMap<>();
    words.forEach((word, count) -> sums.put(word, count.sum()));
    return sums;
  }
}
