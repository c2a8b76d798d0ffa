package org.fanfare.consumer;

import org.fanfare.layer.Refusal;

/** What was asked would pass a bound, and nothing of it was done. */
public class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  /** A refusal by the layer, of what {@code message} says. */
  public Refused(String message, Refusal refusal) {
    super(message + ": " + refusal);
    this.refusal = refusal;
  }

  /** Why. */
  public Refusal refusal() {
    return refusal;
  }
}
