package org.fanfare.memory;

import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fanfare.layer.LayerLimits;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.PublishKey;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Refusal;
import org.fanfare.message.GroupName;

/**
 * The idempotency keys of recent publishes, each with the outcome of its publish. Their number is
 * bounded, and keys are forgotten only by age.
 *
 * <p>Safe for use by any thread; the lock is held during a look-up, never while publishing.
 */
final class RememberedKeys {
  /** Heap overhead of a key besides its characters, in bytes: objects, receipt, map entry. */
  private static final int OVERHEAD = 400;

  private record Place(GroupName group, String scope) {}

  /** One publish: its fingerprint, the time it began, and its outcome when there is one. */
  private record Attempt(
      String fingerprint, long begun, CompletableFuture<Outcome<Receipt>> outcome) {}

  private final LayerLimits.Keys limits;
  private final Clock clock;
  private final Map<Place, Attempt> attempts =
      new LinkedHashMap<>(); // guarded by this; oldest first
  private long bytes; // guarded by this

  RememberedKeys(LayerLimits.Keys limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Publishes, unless a publish with the same key has done so or is running.
   *
   * @param publish publishes, and returns the outcome without waiting
   */
  CompletionStage<Outcome<Receipt>> once(
      GroupName group, PublishKey key, Supplier<Outcome<Receipt>> publish) {
    Place place = new Place(group, key.scope());
    Attempt own = new Attempt(key.fingerprint(), clock.millis(), new CompletableFuture<>());
    Attempt known;
    synchronized (this) {
      forgetOld();
      known = attempts.get(place);
      if (known == null) {
        if (attempts.size() >= limits.count() || bytes + weight(place) > limits.bytes()) {
          return CompletableFuture.completedFuture(Outcome.refused(Refusal.TOO_MANY_KEYS));
        }
        attempts.put(place, own);
        bytes += weight(place);
      }
    }
    if (known != null) {
      return known.fingerprint.equals(key.fingerprint())
          ? known.outcome.thenApply(RememberedKeys::again)
          : CompletableFuture.completedFuture(Outcome.refused(Refusal.KEY_REUSED));
    }
    return run(place, own, publish);
  }

  private CompletionStage<Outcome<Receipt>> run(
      Place place, Attempt own, Supplier<Outcome<Receipt>> publish) {
    Outcome<Receipt> outcome;
    try {
      outcome = publish.get();
    } catch (RuntimeException | Error e) { // repeats must not wait for ever
      forget(place, own);
      own.outcome.completeExceptionally(e);
      throw e;
    }
    if (outcome instanceof Outcome.Refused<Receipt>) {
      forget(place, own);
    }
    own.outcome.complete(outcome);
    return CompletableFuture.completedFuture(outcome);
  }

  private static Outcome<Receipt> again(Outcome<Receipt> first) {
    return first instanceof Outcome.Done<Receipt> done ? Outcome.done(done.get().again()) : first;
  }

  /** Forgets a key whose publish has changed nothing. */
  private synchronized void forget(Place place, Attempt own) {
    if (attempts.remove(place, own)) {
      bytes -= weight(place);
    }
  }

  /** Forgets keys that are too old; to be called by a timer as well. */
  synchronized void forgetOld() {
    long limit = clock.millis() - limits.age().toMillis();
    Iterator<Map.Entry<Place, Attempt>> oldest = attempts.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Place, Attempt> entry = oldest.next();
      if (entry.getValue().begun > limit) {
        return;
      }
      oldest.remove();
      bytes -= weight(entry.getKey());
    }
  }

  /** Returns the number of remembered keys. */
  synchronized int size() {
    return attempts.size();
  }

  private static int weight(Place place) {
    return OVERHEAD + place.scope.length() + place.group.value().length();
  }
}
