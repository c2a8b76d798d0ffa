package org.fanfare.connection;

import org.fanfare.log.Slice;
import org.jspecify.annotations.Nullable;

/**
 * The publications that were last sent to a connection of a shard. Connections that reach the same
 * position one after the other share this object, so that nothing is allocated for each of them.
 *
 * <p>Used only on the shard. It keeps one slice reachable, which is not larger than one write.
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
