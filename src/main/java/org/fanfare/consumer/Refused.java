package org.fanfare.consumer;

import org.fanfare.layer.Refusal;

/** An operation was refused because it would exceed a bound; it had no effect. */
public class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  /** Creates an exception for a refusal by the layer; {@code message} says what was refused. */
  public Refused(String message, Refusal refusal) {
    super(message + ": " + refusal);
    this.refusal = refusal;
  }

  /** Returns the reason. */
  public Refusal refusal() {
    return refusal;
  }
}
