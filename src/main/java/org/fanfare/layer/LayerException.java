package org.fanfare.layer;

/** The layer failed: it is not known whether what was asked has happened. */
public class LayerException extends RuntimeException {
  /** A failure with its facts and its cause. */
  public LayerException(String message, Throwable cause) {
    super(message, cause);
  }
}
