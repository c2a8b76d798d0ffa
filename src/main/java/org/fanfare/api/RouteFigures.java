package org.fanfare.api;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What happened on one route of consumers since the start, and how it is there now. Immutable.
 *
 * @param now how it is there now
 * @param events what happened, but for callbacks, ends and refusals
 * @param callbacks the times of callbacks by the names of those that have been called
 * @param ends the ends of connections by the word of why
 * @param refusals the refusals by their code
 */
public record RouteFigures(
    Now now,
    Events events,
    Map<String, Times> callbacks,
    Map<String, Long> ends,
    Map<String, Long> refusals) {
  /** Copies the counts. */
  public RouteFigures {
    callbacks = Collections.unmodifiableMap(new TreeMap<>(callbacks));
    ends = Map.copyOf(ends);
    refusals = Map.copyOf(refusals);
  }

  /**
   * The connections of a route at a moment.
   *
   * @param open the connections that are there
   * @param inbox the messages of a client that wait for callbacks, on the connection that has most
   * @param outgoing the messages that wait for a client, on the connection that has most
   * @param paused the connections on which no callback begins until the client has read more
   * @param uncarried the sessions without a transport
   */
  public record Now(int open, int inbox, int outgoing, int paused, int uncarried) {}

  /**
   * How many times something happened.
   *
   * @param opened the connections that were accepted
   * @param failures the callbacks that threw
   * @param problems the problems that clients were told of their messages
   * @param slow the callbacks that took too long
   * @param resumed the sessions that went on after a break or over another transport
   * @param expired the sessions that ended because nothing came to carry them
   */
  public record Events(
      long opened, long failures, long problems, long slow, long resumed, long expired) {}

  /**
   * The times of callbacks of one kind.
   *
   * @param counts how many took at most so many seconds, and longer than the bound below; the last
   *     bound is infinite
   * @param seconds the sum of their times
   */
  public record Times(NavigableMap<Double, Long> counts, double seconds) {
    /** Copies the counts. */
    public Times {
      counts = Collections.unmodifiableNavigableMap(new TreeMap<>(counts));
    }

    /** Returns how many there were. */
    public long count() {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Returns the number of all callbacks. */
  long called() {
    return callbacks.values().stream().mapToLong(Times::count).sum();
  }

  /** Returns the time that all callbacks took, in seconds. */
  double seconds() {
    return callbacks.values().stream().mapToDouble(Times::seconds).sum();
  }
}
