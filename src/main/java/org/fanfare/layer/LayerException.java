package org.fanfare.layer;

/** The layer failed to do what was asked. */
public class LayerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean mayHaveHappened;

  /**
   * A failure with its facts and its cause.
   *
   * @param mayHaveHappened whether it may have been done all the same; false only if that is sure
   */
  public LayerException(String message, Throwable cause, boolean mayHaveHappened) {
    super(message, cause);
    this.mayHaveHappened = mayHaveHappened;
  }

  /** Whether it is not known if what was asked has happened; else it has not. */
  public boolean mayHaveHappened() {
    return mayHaveHappened;
  }
}
