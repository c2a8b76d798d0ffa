package org.fanfare.log;

import java.util.concurrent.atomic.LongAdder;

/**
 * A way to encode a publication, or a run of them, for the wire: done once, then shared by all
 * readers.
 *
 * <p>Instances are constants; two instances are two formats. Safe for use by any thread.
 *
 * @param <S> what is encoded
 * @param <T> what it is encoded as; must be immutable, or never changed
 */
public abstract class WireFormat<S extends Encodable, T> {
  private final String name;
  private final LongAdder encodings = new LongAdder();

  /** A format with a name for the metrics. */
  protected WireFormat(String name) {
    this.name = name;
  }

  /** Encodes; called once for each source, on the thread that is the first to ask. */
  protected abstract T encode(S source);

  /** The bytes that the encoded form takes in the heap, roughly. */
  protected abstract long weigh(T encoded);

  /** The name of this format. */
  public final String name() {
    return name;
  }

  /** How often this format has encoded: publications times formats in use, if the law holds. */
  public final long encodings() {
    return encodings.sum();
  }

  final T encodeCounted(S source) {
    encodings.increment();
    return encode(source);
  }
}
