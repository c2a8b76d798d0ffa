package org.fanfare.threads;

/**
 * Something that one thread works on at a time, though several may have work for it: each leaves
 * its work and takes a {@link #turn}. Who comes while another thread is inside does not wait: that
 * one goes round once more. Who comes from inside, since what it does calls back, does not go
 * deeper either.
 *
 * <p>A base class rather than a part, so that a connection has no object more for it. Safe for use
 * by any thread.
 */
public abstract class SerialDrain extends Turns {
  /** For subclasses. */
  protected SerialDrain() {}

  /**
   * Has what was left before this call done: by this thread before it returns, or by the one that
   * is inside. A round that fails ends nothing for the others: it is thrown, by the thread that was
   * inside, when there is nothing more to look at.
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
   * Does what can be done now; one thread at a time is here, and sees what the one before it did.
   * Must not block. May be called without there being anything to do.
   */
  protected abstract void round();
}
