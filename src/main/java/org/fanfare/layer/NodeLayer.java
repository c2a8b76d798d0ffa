package org.fanfare.layer;

/**
 * A node's part of a channel layer, from the node's start to its end. Safe for use by any thread,
 * but for {@link #tick}, which one timer calls.
 */
public interface NodeLayer extends AutoCloseable {
  /** The layer that this node uses. */
  ChannelLayer layer();

  /** What this kind of layer is called in settings, statistics and the log. */
  String name();

  /** How it is at the moment. */
  LayerState state();

  /** Does what is to be done now and then, such as letting go of what is too old; once a second. */
  void tick();

  /**
   * Lets go of everything that outlives a call: threads, connections. Nobody uses it afterwards.
   */
  @Override
  void close();
}
