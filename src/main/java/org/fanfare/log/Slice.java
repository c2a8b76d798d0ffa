package org.fanfare.log;

import java.util.List;
import org.fanfare.encoding.Encodable;

/**
 * A run of consecutive publications of one group, in order; never empty.
 *
 * <p>Readers at the same position receive the same slice, so that a run of publications is encoded
 * only once too. Safe for use by any thread.
 */
public final class Slice extends Encodable {
  private final List<Publication> publications;
  private final long bytes;

  Slice(List<Publication> publications, long bytes) {
    this.publications = List.copyOf(publications);
    this.bytes = bytes;
  }

  /** Returns the publications, oldest first. */
  public List<Publication> publications() {
    return publications;
  }

  /**
   * Returns the newest of these publications, as many as have at most {@code maxBytes} together; at
   * least one.
   */
  public Slice newest(long maxBytes) {
    int from = publications.size() - 1;
    long size = last().message().size();
    while (from > 0 && size + publications.get(from - 1).message().size() <= maxBytes) {
      from--;
      size += publications.get(from).message().size();
    }
    return from == 0 ? this : new Slice(publications.subList(from, publications.size()), size);
  }

  /** Returns the first publication. */
  public Publication first() {
    return publications.get(0);
  }

  /** Returns the last publication. */
  public Publication last() {
    return publications.get(publications.size() - 1);
  }

  /** Returns the total size of their messages, in bytes. */
  public long bytes() {
    return bytes;
  }

  @Override
  protected boolean mayGrow(long size) {
    return true; // a slice lives for one round of writes, whose size bounds its forms
  }

  @Override
  protected void forgot() {
    // nothing is counted here
  }
}
