package org.fanfare.threads;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets one thread in at a time, and no thread wait: who comes while another is inside leaves its
 * work and goes, and the one inside looks again before it leaves.
 *
 * <p>What was written before {@link #enter} is seen by whoever is inside after it, and what was
 * written inside is seen by who enters next. Safe for use by any thread.
 */
class Turns {
  private static final VarHandle CAME;

  static {
    try {
      CAME = MethodHandles.lookup().findVarHandle(Turns.class, "came", int.class);
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }

  @SuppressWarnings("UnusedVariable") // by CAME
  private volatile int came; // since whoever is inside looked last, and itself; 0 if nobody is

  /** Whether nobody was inside: the caller is now, and has to look at what was left. */
  final boolean enter() {
    return (int) CAME.getAndAdd(this, 1) == 0;
  }

  /**
   * Leaves, after everything that was left has been done. False if somebody came meanwhile: the
   * caller is inside still, and has to look again.
   */
  final boolean leave() {
    if (CAME.compareAndSet(this, 1, 0)) {
      return true;
    }
    CAME.getAndSet(this, 1); // not set: a look that follows must see what they wrote before
    return false;
  }
}
