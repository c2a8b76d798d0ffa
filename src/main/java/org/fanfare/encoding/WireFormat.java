package org.fanfare.encoding;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A way to encode something for the wire: done once, then shared by all who are sent it.
 *
 * <p>Instances are constants; two instances are two formats. Safe for use by any thread.
 *
 * @param <S> what is encoded
 * @param <T> what it is encoded as; must be immutable, or never changed
 */
public final class WireFormat<S extends Encodable, T> {
  private final String name;
  private final Function<S, T> encoding;
  private final ToLongFunction<T> weight;
  private final LongAdder encodings = new LongAdder();

  /**
   * A format.
   *
   * @param name for the metrics
   * @param encoding encodes; called once for each source, on the thread that is the first to ask
   * @param weight the bytes that the encoded form takes in the heap, roughly
   */
  public WireFormat(String name, Function<S, T> encoding, ToLongFunction<T> weight) {
    this.name = name;
    this.encoding = encoding;
    this.weight = weight;
  }

  /** The name of this format. */
  public String name() {
    return name;
  }

  /** How often this format has encoded: of publications once for each, if the law holds. */
  public long encodings() {
    return encodings.sum();
  }

  T encode(S source) {
    encodings.increment();
    return encoding.apply(source);
  }

  long weigh(T encoded) {
    return weight.applyAsLong(encoded);
  }
}
