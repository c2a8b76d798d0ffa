package org.fanfare.layer;

/** Thrown when the layer failed to carry out an operation. */
public class LayerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean mayHaveHappened;

  /**
   * Creates a failure with a message and a cause.
   *
   * @param mayHaveHappened whether the operation may nevertheless have taken effect; false only if
   *     it certainly has not
   */
  public LayerException(String message, Throwable cause, boolean mayHaveHappened) {
    super(message, cause);
    this.mayHaveHappened = mayHaveHappened;
  }

  /** Returns whether the operation may have taken effect; if false, it certainly has not. */
  public boolean mayHaveHappened() {
    return mayHaveHappened;
  }
}
