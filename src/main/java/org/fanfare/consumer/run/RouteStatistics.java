package org.fanfare.consumer.run;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.fanfare.connection.Ended;

/**
 * What happened on one route since the start. Safe for use by any thread.
 *
 * <p>No user, group or connection is named here: only the route, the words of outcomes, and the
 * names of callbacks.
 */
public final class RouteStatistics {
  private final AtomicInteger open = new AtomicInteger();
  private final LongAdder opened = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder problems = new LongAdder();
  private final LongAdder callbacks = new LongAdder();
  private final LongAdder callbackNanos = new LongAdder();
  private final LongAdder slow = new LongAdder();
  private final Map<String, LongAdder> ends = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();

  /** The most words that are counted each by itself; an application's own codes are no more. */
  private static final int MOST_WORDS = 100;

  void accepted() {
    open.incrementAndGet();
    opened.increment();
  }

  void ended(Ended why) {
    open.decrementAndGet();
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

  void called(long nanos) {
    callbacks.increment();
    callbackNanos.add(nanos);
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

  /** The connections that are there now. */
  public int open() {
    return open.get();
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

  /** The callbacks that have returned. */
  public long callbacks() {
    return callbacks.sum();
  }

  /** The time that callbacks took, in nanoseconds. */
  public long callbackNanos() {
    return callbackNanos.sum();
  }

  /** The callbacks that took too long. */
  public long slow() {
    return slow.sum();
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
