package org.fanfare.layer;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * A number that one kind of layer has and others have not, for the metrics of its node.
 *
 * @param name the name in lower case, with dots between words: {@code "redis.pages"}
 * @param tags what distinguishes it from others of the same name, and never a name of a group, a
 *     channel or a client; meters of one name have the same keys
 * @param kind how the number behaves
 * @param description what it counts, in the words of the documentation; meters of one name have the
 *     same
 * @param value returns the number at the moment; called by any thread, and returns at once
 */
public record LayerMeter(
    String name, Map<String, String> tags, Kind kind, String description, DoubleSupplier value) {
  /** The kinds of meters. */
  public enum Kind {
    /** A number that rises and falls. */
    GAUGE,
    /** A number that only rises, from 0 at the start of the node. */
    COUNTER
  }

  /** Keeps a copy of the tags. */
  public LayerMeter {
    tags = Map.copyOf(tags);
  }
}
