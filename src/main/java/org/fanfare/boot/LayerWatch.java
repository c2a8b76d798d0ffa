package org.fanfare.boot;

import java.lang.System.Logger.Level;
import org.fanfare.layer.LayerState;
import org.fanfare.layer.NodeLayer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the periodic work of a node's channel layer, and logs when the layer begins, when its state
 * changes, and when it ends. Used by one thread at a time.
 */
final class LayerWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LayerWatch.class.getName());

  /** The number of ticks within which a layer that connects is up, unless something is wrong. */
  static final int MOMENT = 5;

  private final NodeLayer layer;
  private LayerState.@Nullable Kind told; // null while the layer is given a moment
  private int ticks;

  /**
   * Logs that the layer has begun. Its state is logged too if it is up; else a little later, when
   * it is, or when it is known why it is not.
   */
  LayerWatch(NodeLayer layer) {
    this.layer = layer;
    LayerState state = layer.state();
    if (state.kind() == LayerState.Kind.UP) {
      told = state.kind();
      LOG.log(Level.INFO, "The channel layer {0} has begun: {1}", layer.name(), words(state));
    } else {
      LOG.log(Level.INFO, "The channel layer {0} has begun", layer.name());
    }
  }

  /** Does the layer's periodic work and logs a change of its state; called by a timer. */
  void tick() {
    layer.tick();
    LayerState state = layer.state();
    ticks = Math.min(ticks + 1, MOMENT);
    boolean isBeginning =
        told == null && ticks < MOMENT && state.kind() == LayerState.Kind.INTERRUPTED;
    if (state.kind() != told && !isBeginning) {
      told = state.kind();
      LOG.log(level(state.kind()), "The channel layer {0} is {1}", layer.name(), words(state));
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
