package org.fanfare.memory;

import java.util.concurrent.CompletableFuture;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.PublishKey;
import org.fanfare.layer.Receipt;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * A publish with an idempotency key, done or running. Safe for use by any thread.
 *
 * @param begun when it began, in milliseconds
 * @param outcome completes when it is done, exceptionally if it has failed
 */
record KeyedPublish(
    GroupName group, PublishKey key, long begun, CompletableFuture<Outcome<Receipt>> outcome) {
  /** Heap overhead of a key besides its characters, in bytes: objects, receipt, map entry. */
  private static final int OVERHEAD = 400;

  /** What makes a publish the same as another. */
  record Place(GroupName group, @Nullable String window, String scope) {}

  Place place() {
    return new Place(group, key.window(), key.scope());
  }

  /** Returns whether only the newest of such keys are remembered. */
  boolean isForgettable() {
    return key.window() != null || key.line() != null;
  }

  /** Returns the bytes that it takes while it is remembered. */
  int weight() {
    return OVERHEAD + key.scope().length() + group.value().length();
  }
}
