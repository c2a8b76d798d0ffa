package org.fanfare.layer;

import org.jspecify.annotations.Nullable;

/**
 * The answer of a layer: the operation is done, or it is refused and has changed nothing.
 *
 * @param <T> the type of the result when it is done
 */
public sealed interface Outcome<T> {
  /**
   * The operation is done.
   *
   * @param value the result; null only for operations without one
   * @param <T> the type of the result
   */
  record Done<T>(@Nullable T value) implements Outcome<T> {
    /** Returns the value; throws {@link IllegalStateException} if there is none. */
    public T get() {
      if (value == null) {
        throw new IllegalStateException("this outcome has no value");
      }
      return value;
    }
  }

  /**
   * The operation is refused.
   *
   * @param refusal the reason
   * @param <T> the type of the result that it would have had
   */
  record Refused<T>(Refusal refusal) implements Outcome<T> {}

  /** Returns the outcome of an operation that is done, with a value. */
  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  /** Returns the outcome of an operation that is done, without a value. */
  static Outcome<Void> done() {
    return new Done<>(null);
  }

  /** Returns the outcome of an operation that is refused. */
  static <T> Outcome<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }
}
