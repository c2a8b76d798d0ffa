package org.fanfare.log;

import java.util.List;
import org.fanfare.encoding.Encodable;

/**
 * A run of consecutive publications of one group, in order, never empty.
 *
 * <p>Readers at the same place are given the same slice, so that what is encoded for a run of
 * publications is encoded once too. Safe for use by any thread.
 */
public final class Slice extends Encodable {
  private final List<Publication> publications;
  private final long bytes;

  Slice(List<Publication> publications, long bytes) {
    this.publications = List.copyOf(publications);
    this.bytes = bytes;
  }

  /** The publications, oldest first. */
  public List<Publication> publications() {
    return publications;
  }

  /** The first one. */
  public Publication first() {
    return publications.get(0);
  }

  /** The last one. */
  public Publication last() {
    return publications.get(publications.size() - 1);
  }

  /** The bytes of their messages together. */
  public long bytes() {
    return bytes;
  }

  @Override
  protected boolean mayGrow(long size) {
    return true; // a slice lives for a round of writes: its forms are bounded by the size of one
  }

  @Override
  protected void forgot() {
    // nothing is counted
  }
}
