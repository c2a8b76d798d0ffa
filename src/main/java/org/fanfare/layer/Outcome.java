package org.fanfare.layer;

import org.jspecify.annotations.Nullable;

/**
 * What a layer answers: it is done, or it is refused, and then nothing has changed.
 *
 * @param <T> what there is to give when it is done
 */
public sealed interface Outcome<T> {
  /**
   * It is done.
   *
   * @param value what there is to give; null only where there is nothing
   * @param <T> its type
   */
  record Done<T>(@Nullable T value) implements Outcome<T> {
    /** The value, where there is one. */
    public T get() {
      if (value == null) {
        throw new IllegalStateException("this outcome has no value");
      }
      return value;
    }
  }

  /**
   * It is refused.
   *
   * @param refusal why
   * @param <T> what there would have been
   */
  record Refused<T>(Refusal refusal) implements Outcome<T> {}

  /** Done, with a value. */
  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  /** Done, with nothing to give. */
  static Outcome<Void> done() {
    return new Done<>(null);
  }

  /** Refused. */
  static <T> Outcome<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }
}
