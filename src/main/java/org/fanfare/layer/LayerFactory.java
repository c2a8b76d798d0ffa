package org.fanfare.layer;

/**
 * Makes the channel layer of a node, once, before anything is served.
 *
 * <p>A node has the memory layer, unless there is a CDI bean of this type beside it in the WAR:
 * then it has that one's.
 */
public interface LayerFactory {
  /** Makes the layer of a node, which will end it. */
  NodeLayer make(LayerSetup setup);
}
