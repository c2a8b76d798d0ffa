package org.fanfare.consumer.route;

import java.util.List;

/**
 * Thrown when classes of consumers cannot be served as they are. Its message lists every fault of
 * every class: which class it is, what is wrong, and what would be right.
 */
public final class InvalidRoutesException extends RuntimeException {
  private final List<String> faults;

  InvalidRoutesException(List<String> faults) {
    super(
        "the classes of consumers have "
            + (faults.size() == 1 ? "a fault" : faults.size() + " faults")
            + ":\n- "
            + String.join("\n- ", faults));
    this.faults = List.copyOf(faults);
  }

  /** Returns the faults, each as one line. */
  public List<String> faults() {
    return faults;
  }
}
