package org.fanfare.consumer.run;

import org.fanfare.consumer.route.ConsumerType;

/**
 * A route and what serves it. Immutable.
 *
 * @param type what the consumer's class is
 * @param instances makes its instances
 * @param statistics what happened on it
 */
public record ConsumerRoute(ConsumerType type, Instances instances, RouteStatistics statistics) {
  /** A route on which nothing has happened yet. */
  public ConsumerRoute(ConsumerType type, Instances instances) {
    this(type, instances, new RouteStatistics());
  }
}
