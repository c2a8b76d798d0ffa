package org.fanfare.layer;

/**
 * What the readers of a group that are woken together are given alike: who is at the same place and
 * asks for as much is given the same slice, so that it is encoded once for all of them.
 *
 * <p>Only the layer that made it knows what is in it. Used on the readers' executor alone.
 */
public interface Batch {
  /** Of a reader that reads for itself. */
  Batch NONE = new Batch() {};
}
