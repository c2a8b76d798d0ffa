package org.fanfare.consumer.run;

import org.fanfare.consumer.Consumer;

/** Makes the instances of a consumer's class. Safe for use by any thread. */
@FunctionalInterface
public interface Instances {
  /**
   * An instance, and what ends it.
   *
   * @param consumer the instance
   * @param destroy ends it and what was made for it alone; to be called once
   */
  record Made(Consumer consumer, Runnable destroy) {}

  /** Makes an instance for one connection, or one plain request. */
  Made make();
}
