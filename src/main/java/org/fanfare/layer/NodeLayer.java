package org.fanfare.layer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A node's part of a channel layer, from the node's start to its end. Safe for use by any thread,
 * except for {@link #tick}, which one timer calls.
 */
public interface NodeLayer extends AutoCloseable {
  /** Returns the layer that this node uses. */
  ChannelLayer layer();

  /** Returns the name of this kind of layer in settings, statistics and the log. */
  String name();

  /** Returns the current state. */
  LayerState state();

  /**
   * Asks whether this node is to publish a feed now: of all nodes that share the layer and ask, one
   * at a time is. The layer of a single node answers that it is.
   *
   * @param feed the name of the feed on all nodes, of the characters of a group's name
   * @param period how often a node asks
   * @return fails with a {@link LayerException} if it is not known; then nothing is to be published
   */
  default CompletionStage<Boolean> isFeeding(String feed, Duration period) {
    return CompletableFuture.completedFuture(true);
  }

  /** Returns the meters that this kind of layer has of its own; the same ones each time. */
  default List<LayerMeter> meters() {
    return List.of();
  }

  /** Does periodic work, such as discarding what is too old; called once a second. */
  void tick();

  /**
   * Releases everything that outlives a call: threads and connections. The layer is not used
   * afterwards.
   */
  @Override
  void close();
}
