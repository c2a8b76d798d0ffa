package org.fanfare.threads;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A non-blocking mutual exclusion: one thread is inside at a time, and none waits. A thread that
 * comes while another is inside leaves its work behind and returns; the thread inside looks again
 * before it leaves.
 *
 * <p>Writes before {@link #enter} are visible to the thread that is inside afterwards, and writes
 * inside are visible to the thread that enters next. Safe for use by any thread.
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
  private volatile int came; // the thread inside and arrivals since its last look; 0 if free

  /**
   * Tries to enter. Returns true if no thread was inside: the caller is inside now, and must look
   * for work.
   */
  final boolean enter() {
    return (int) CAME.getAndAdd(this, 1) == 0;
  }

  /**
   * Leaves after all work has been done. Returns false if another thread came meanwhile: then the
   * caller is still inside, and must look for work again.
   */
  final boolean leave() {
    if (CAME.compareAndSet(this, 1, 0)) {
      return true;
    }
    CAME.getAndSet(this, 1); // not a plain set: the next look must see what they wrote before
    return false;
  }
}
