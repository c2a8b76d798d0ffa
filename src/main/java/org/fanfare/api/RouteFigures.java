package org.fanfare.api;

import java.util.Map;

/**
 * What happened on one route of consumers since the start. Immutable.
 *
 * @param open the connections that are there now
 * @param opened the connections that were accepted
 * @param callbacks the callbacks that have returned
 * @param seconds the time that they took
 * @param failures the callbacks that threw
 * @param problems the problems that clients were told of their messages
 * @param slow the callbacks that took too long
 * @param ends the ends of connections by the word of why
 * @param refusals the refusals by their code
 */
public record RouteFigures(
    int open,
    long opened,
    long callbacks,
    double seconds,
    long failures,
    long problems,
    long slow,
    Map<String, Long> ends,
    Map<String, Long> refusals) {
  /** Copies the counts. */
  public RouteFigures {
    ends = Map.copyOf(ends);
    refusals = Map.copyOf(refusals);
  }
}
