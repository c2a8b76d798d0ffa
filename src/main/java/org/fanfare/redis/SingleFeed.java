package org.fanfare.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A feed that all nodes have and one of them publishes: the node that holds the feed's lease. When
 * that node has not asked for two periods and a little, because it has ended or does not reach
 * Redis, another one that asks has the lease. Safe for use by any thread.
 */
final class SingleFeed {
  private final Following following;
  private final Calls calls;
  private final byte[] key;
  private final List<byte[]> words;

  /**
   * Creates a feed's part on one node.
   *
   * @param place what the node is
   * @param following the way to the store
   * @param calls makes its questions tasks of the loop
   * @param name what the feed is called on all nodes, of the characters of a group's name
   * @param period how often a node asks
   */
  SingleFeed(NodePlace place, Following following, Calls calls, String name, Duration period) {
    this.following = following;
    this.calls = calls;
    this.key = place.keys().once(name);
    this.words =
        List.of(
            Request.text(place.node()),
            Request.text(lasts(period, place.times().timeOut()).toMillis()));
  }

  /** Returns for how long a node has the feed without asking again. */
  static Duration lasts(Duration period, Duration timeOut) {
    return period.multipliedBy(2).plus(timeOut);
  }

  /**
   * Asks whether this node is to publish now, and keeps the lease if it is.
   *
   * @return completes on the loop; fails with {@link LinkException} if Redis does not answer, so
   *     that nobody knows, and nothing is to be published
   */
  CompletionStage<Boolean> isOurs() {
    return calls.onLoop(
        () ->
            following.ask(link -> link.run(Script.ONCE, List.of(key), words), SingleFeed::isOurs));
  }

  private static boolean isOurs(List<Object> reply) {
    return switch (Request.wordOf(reply)) {
      case "OURS" -> true;
      case "OTHERS" -> false;
      default -> throw new IllegalArgumentException("once replied " + Request.wordOf(reply));
    };
  }
}
