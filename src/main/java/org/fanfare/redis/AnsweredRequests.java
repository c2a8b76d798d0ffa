package org.fanfare.redis;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fanfare.layer.Outcome;
import org.fanfare.threads.Loop;
import org.jspecify.annotations.Nullable;

/**
 * How the requests of other nodes were answered, for 10 seconds: what comes a second time is
 * answered again, and not done again. Of more than {@value #MOST} the oldest is forgotten earlier.
 * Used on the loop.
 */
final class AnsweredRequests {
  /** For how many milliseconds an answer is remembered. */
  static final long REMEMBERED = 10_000;

  /** How many are remembered. */
  static final int MOST = 20_000;

  private record Id(NodeTag from, long id) {}

  private record Answered(Outcome<Void> outcome, long at) {}

  private final Loop loop;
  private final Map<Id, Answered> answered = new LinkedHashMap<>(); // the oldest first

  AnsweredRequests(Loop loop) {
    this.loop = loop;
  }

  /** Returns how a request was answered; null if it is new. */
  @Nullable Outcome<Void> outcome(ChannelRequest request) {
    forgetOld();
    Answered known = answered.get(new Id(request.from(), request.id()));
    return known == null ? null : known.outcome;
  }

  /** A request is answered. */
  void add(ChannelRequest request, Outcome<Void> outcome) {
    if (answered.size() >= MOST) {
      forgetFirst();
    }
    answered.put(new Id(request.from(), request.id()), new Answered(outcome, loop.millis()));
  }

  private void forgetOld() {
    long now = loop.millis();
    Iterator<Answered> oldestFirst = answered.values().iterator();
    while (oldestFirst.hasNext() && now - oldestFirst.next().at >= REMEMBERED) {
      oldestFirst.remove();
    }
  }

  private void forgetFirst() {
    Iterator<Answered> oldestFirst = answered.values().iterator();
    oldestFirst.next();
    oldestFirst.remove();
  }
}
