package org.fanfare.consumer.test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fanfare.consumer.run.Failures;

/** What the callbacks of a test have thrown, and the test has not claimed. */
final class CollectedFailures implements Failures {
  private final List<Failure> unclaimed = new ArrayList<>();

  private record Failure(String where, Throwable thrown) {}

  @Override
  public void tell(Class<?> consumer, String callback, String what, Throwable failure) {
    unclaimed.add(
        new Failure("%s.%s of %s".formatted(consumer.getSimpleName(), callback, what), failure));
  }

  /** Returns and forgets them. */
  List<Throwable> claim() {
    List<Throwable> claimed = unclaimed.stream().map(Failure::thrown).toList();
    unclaimed.clear();
    return claimed;
  }

  /** Throws an error that names all of them, and forgets them; does nothing if there are none. */
  void requireNone() {
    if (unclaimed.isEmpty()) {
      return;
    }
    AssertionError error =
        new AssertionError(
            "consumers failed, and no test has asked for it (failures() claims it):"
                + unclaimed.stream()
                    .map(each -> "\n- " + each.where + ": " + each.thrown)
                    .collect(Collectors.joining()));
    claim().forEach(error::addSuppressed);
    throw error;
  }
}
