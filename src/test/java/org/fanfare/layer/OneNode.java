package org.fanfare.layer;

import java.time.Instant;
import java.util.List;

/**
 * A node's part of a layer that was made elsewhere, in a state of the test's choice.
 *
 * @param layer the layer
 * @param state how it is said to be
 * @param meters what it counts
 */
public record OneNode(ChannelLayer layer, LayerState state, List<LayerMeter> meters)
    implements NodeLayer {
  /** A layer without meters of its own. */
  public OneNode(ChannelLayer layer, LayerState state) {
    this(layer, state, List.of());
  }

  /** The same, with meters of its own. */
  public OneNode with(List<LayerMeter> meters) {
    return new OneNode(layer, state, meters);
  }

  /** A layer that is well. */
  public static OneNode of(ChannelLayer layer) {
    return new OneNode(layer, LayerState.up(Instant.EPOCH));
  }

  @Override
  public String name() {
    return "made-up";
  }

  @Override
  public void tick() {
    // its test does
  }

  @Override
  public void close() {
    // nothing is held
  }
}
