package org.fanfare.layer;

import java.time.Instant;

/**
 * A node's part of a layer that was made elsewhere, in a state of the test's choice.
 *
 * @param layer the layer
 * @param state how it is said to be
 */
public record OneNode(ChannelLayer layer, LayerState state) implements NodeLayer {
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
