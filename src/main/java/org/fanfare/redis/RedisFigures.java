package org.fanfare.redis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.fanfare.layer.LayerMeter;
import org.fanfare.layer.LayerMeter.Kind;

/**
 * What a node has done with Redis since its start, in numbers. They are counted on the loop and
 * read by any thread.
 */
final class RedisFigures {
  private static final double NANOS = 1e9;

  /** Why the log of a group is read again. */
  enum Cause {
    /** A notification was not the next one: others were lost. */
    NOTIFICATION,
    /** The position of a quiet group was compared, and was another. */
    CHECK,
    /** A new link is open, and the group is subscribed again. */
    LINK,
    /** A request of this node has an answer that is ahead of what was heard. */
    ANSWER
  }

  private final Map<Cause, LongAdder> syncs = new EnumMap<>(Cause.class);
  private final LongAdder notifications = new LongAdder();
  private final LongAdder pages = new LongAdder();
  private final LongAdder links = new LongAdder();
  private final LongAdder epochs = new LongAdder();
  private final LongAdder begun = new LongAdder();
  private final LongAdder done = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  RedisFigures() {
    for (Cause each : Cause.values()) {
      syncs.put(each, new LongAdder());
    }
  }

  /** The log of a group is about to be read again. */
  void syncs(Cause cause) {
    LongAdder counter = syncs.get(cause);
    if (counter != null) {
      counter.increment();
    }
  }

  /** A notification came. */
  void notified() {
    notifications.increment();
  }

  /** A page is read for a reader that is behind the copy of its group. */
  void page() {
    pages.increment();
  }

  /** A link is open. */
  void linked() {
    links.increment();
  }

  /** A followed group has entered another epoch. */
  void epoch() {
    epochs.increment();
  }

  /** A request for a group begins. */
  void begins() {
    begun.increment();
  }

  /**
   * A request has ended.
   *
   * @param took how long it took, in nanoseconds
   */
  void ends(boolean isAnswered, long took) {
    done.increment();
    nanos.add(took);
    if (!isAnswered) {
      failed.increment();
    }
  }

  /** Returns the meters of all of them. */
  List<LayerMeter> meters() {
    List<LayerMeter> all = new ArrayList<>();
    all.add(
        counter("notifications", "Notifications of groups that came from Redis", notifications));
    for (Map.Entry<Cause, LongAdder> each : syncs.entrySet()) {
      all.add(
          new LayerMeter(
              "redis.syncs",
              Map.of("cause", each.getKey().name().toLowerCase(Locale.ROOT)),
              Kind.COUNTER,
              "Times that the log of a followed group was read again",
              each.getValue()::sum));
    }
    all.add(counter("pages", "Pages that were read for readers behind the copy", pages));
    all.add(counter("links", "Links to a master that were opened", links));
    all.add(counter("epochs", "Times that a followed group entered another epoch", epochs));
    all.add(
        new LayerMeter(
            "redis.requests.pending",
            Map.of(),
            Kind.GAUGE,
            "Requests for groups that wait for their answer",
            () -> Math.max(0, begun.sum() - done.sum())));
    all.add(counter("requests", "Requests for groups that have ended", done));
    all.add(counter("requests.failed", "Those of them that were not answered", failed));
    all.add(
        new LayerMeter(
            "redis.requests.seconds",
            Map.of(),
            Kind.COUNTER,
            "Seconds that all these requests took together",
            () -> nanos.sum() / NANOS));
    return all;
  }

  private static LayerMeter counter(String name, String description, LongAdder count) {
    return new LayerMeter("redis." + name, Map.of(), Kind.COUNTER, description, count::sum);
  }
}
