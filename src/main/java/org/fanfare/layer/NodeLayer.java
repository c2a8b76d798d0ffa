package org.fanfare.layer;

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

  /** Does periodic work, such as discarding what is too old; called once a second. */
  void tick();

  /**
   * Releases everything that outlives a call: threads and connections. The layer is not used
   * afterwards.
   */
  @Override
  void close();
}
