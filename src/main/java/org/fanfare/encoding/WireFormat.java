package org.fanfare.encoding;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A way to encode an object for sending: it is encoded once, and all recipients share the result.
 *
 * <p>Instances are constants and are compared by identity. Safe for use by any thread.
 *
 * @param <S> the type that is encoded
 * @param <T> the type of the encoded form; immutable, or at least never changed
 */
public final class WireFormat<S extends Encodable, T> {
  private final String name;
  private final Function<S, T> encoding;
  private final ToLongFunction<T> weight;
  private final LongAdder encodings = new LongAdder();

  /**
   * Creates a format.
   *
   * @param name the name in the metrics
   * @param encoding the encoding function; called once for each source, on the thread that asks
   *     first
   * @param weight the approximate heap size of the encoded form, in bytes
   */
  public WireFormat(String name, Function<S, T> encoding, ToLongFunction<T> weight) {
    this.name = name;
    this.encoding = encoding;
    this.weight = weight;
  }

  /** Returns the name of this format. */
  public String name() {
    return name;
  }

  /** Returns how often this format has encoded. For publications this should be once for each. */
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
