package org.fanfare.layer;

/**
 * The shared readings of those readers of a group that are woken together. Readers at the same
 * position that ask for the same amount receive the same slice, so that it is encoded once for all
 * of them.
 *
 * <p>Only the layer that created it knows its content. Used only on the readers' executor.
 */
public interface Batch {
  /** The batch of a reader that reads outside a round, without sharing. */
  Batch NONE = new Batch() {};
}
