package org.fanfare.wire.kit;

import java.util.List;

/**
 * What a client heard on one connection.
 *
 * @param heard publications and gaps, in order
 * @param cursor the cursor that it would come back with
 */
public record ConnectionHistory(List<HeardItem> heard, String cursor) {
  /** Keeps a copy. */
  public ConnectionHistory {
    heard = List.copyOf(heard);
  }
}
