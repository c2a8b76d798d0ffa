package org.fanfare.connection;

import org.fanfare.log.Slice;
import org.jspecify.annotations.Nullable;

/**
 * The run that the connections of a shard were told last: those who come to the same place after
 * each other are told the same one, and nothing is allocated for each of them.
 *
 * <p>Used on the shard alone. It keeps one slice, of one write, from being collected.
 */
final class SharedPublications {
  private Outgoing.@Nullable Publications last;

  Outgoing.Publications of(Slice slice) {
    Outgoing.Publications known = last;
    if (known == null || known.slice() != slice) {
      known = new Outgoing.Publications(slice);
      last = known;
    }
    return known;
  }
}
