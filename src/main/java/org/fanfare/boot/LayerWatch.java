package org.fanfare.boot;

import java.lang.System.Logger.Level;
import org.fanfare.layer.LayerState;
import org.fanfare.layer.NodeLayer;

/**
 * Calls the periodic work of a node's channel layer, and logs when the layer begins, when its state
 * changes, and when it ends. Used by one thread at a time.
 */
final class LayerWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LayerWatch.class.getName());

  private final NodeLayer layer;
  private LayerState.Kind told;

  /** Logs that the layer has begun, and its state. */
  LayerWatch(NodeLayer layer) {
    this.layer = layer;
    LayerState state = layer.state();
    this.told = state.kind();
    LOG.log(level(told), "The channel layer {0} has begun: {1}", layer.name(), words(state));
  }

  /** Does the layer's periodic work and logs a change of its state; called by a timer. */
  void tick() {
    layer.tick();
    LayerState state = layer.state();
    if (state.kind() != told) {
      told = state.kind();
      LOG.log(level(told), "The channel layer {0} is {1}", layer.name(), words(state));
    }
  }

  private static Level level(LayerState.Kind kind) {
    return kind == LayerState.Kind.UP ? Level.INFO : Level.WARNING;
  }

  private static String words(LayerState state) {
    return state.why().isEmpty() ? state.kind().word() : state.kind().word() + ": " + state.why();
  }

  /** Closes the layer. */
  @Override
  public void close() {
    layer.close();
    LOG.log(Level.INFO, "The channel layer {0} has ended", layer.name());
  }
}
