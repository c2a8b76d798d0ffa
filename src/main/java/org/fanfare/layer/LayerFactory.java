package org.fanfare.layer;

/**
 * Creates the channel layer of a node, once, before any request is served.
 *
 * <p>A node uses the layer that its settings name, unless the WAR contains a CDI bean of this type:
 * then it uses that bean's layer.
 */
public interface LayerFactory {
  /** Creates the layer of a node, which closes it in the end. */
  NodeLayer make(LayerSetup setup);
}
