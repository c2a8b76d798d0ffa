package org.fanfare.threads;

/**
 * An object on which one thread works at a time, although several threads may have work for it.
 * Each thread stores its work in the object and calls {@link #turn}. If another thread is inside,
 * the caller does not wait: the thread inside runs another round. A call from inside a round
 * returns at once too, and does not nest.
 *
 * <p>This is a base class rather than a component, which saves one object for each connection. Safe
 * for use by any thread.
 */
public abstract class SerialDrain extends Turns {
  /** For subclasses. */
  protected SerialDrain() {}

  /**
   * Ensures that work stored before this call is done, either by this thread before it returns, or
   * by the thread that is inside. A failing round does not stop later rounds: the thread inside
   * throws the failure when no work is left.
   */
  public final void turn() {
    if (!enter()) {
      return;
    }
    Throwable failure = null;
    do {
      try {
        round();
      } catch (RuntimeException | Error failed) {
        failure = failed;
      }
    } while (!leave());
    if (failure instanceof RuntimeException exception) {
      throw exception;
    } else if (failure instanceof Error error) {
      throw error;
    }
  }

  /**
   * Does the work that can be done now. Only one thread at a time runs this, and it sees what the
   * previous one did. Must not block. May be called when there is nothing to do.
   */
  protected abstract void round();
}
