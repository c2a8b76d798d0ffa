package org.fanfare.consumer.route;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with classes of consumers. Not safe for use by several threads. */
final class Findings {
  private final Set<String> faults = new LinkedHashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  /** A place for the findings about one class. */
  final class About {
    private final Class<?> type;
    private boolean isFaulty;

    private About(Class<?> type) {
      this.type = type;
    }

    /** Adds a fault: what the class is or has, as a verb and so on, and what would be right. */
    void fault(String wrong, String right) {
      fault(wrong + "; right is " + right);
    }

    /** Adds a fault that says itself what would be right. */
    void fault(String wrong) {
      isFaulty = true;
      faults.add(type.getName() + " " + wrong);
    }

    /** Adds something that may be meant, but is more likely a mistake. */
    void warn(String strange, String right) {
      warnings.add(type.getName() + " " + strange + "; right is " + right);
    }

    boolean isFaulty() {
      return isFaulty;
    }
  }

  About about(Class<?> type) {
    return new About(type);
  }

  /** Throws {@link InvalidRoutesException} if there is a fault. */
  void requireNoFaults() {
    if (!faults.isEmpty()) {
      throw new InvalidRoutesException(new ArrayList<>(faults));
    }
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
