package org.fanfare.consumer.promises;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Where the promises are held: the test kit, or a server. */
public interface Venue {
  /** Lets time pass; all timers that are due then have run. */
  void pass(Duration time);

  /**
   * Requires that something is so, or will be soon.
   *
   * @param what says what is there instead
   */
  void becomes(BooleanSupplier so, Supplier<String> what);

  /** The consumers may have thrown, and it is the test that wanted it. */
  void provoked();
}
