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
 * The keys of the publishes of the last minutes, each with what became of it: bounded, and
 * forgetting by age alone.
 *
 * <p>Safe for use by any thread; its lock is held for a look-up, never while publishing.
 */
final class RememberedKeys {
  /** What a key costs besides its characters: objects, receipt, the place in the map. */
  private static final int OVERHEAD = 400;

  private record Place(GroupName group, String scope) {}

  /** One publish: what it is, when it began, and its outcome as soon as there is one. */
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
   * Publishes, unless a publish with the same key did so before or is about to.
   *
   * @param publish publishes; it has its outcome at once
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
    } catch (RuntimeException | Error e) { // whoever waits for it must not wait for ever
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

  /** Forgets a key whose publish changed nothing. */
  private synchronized void forget(Place place, Attempt own) {
    if (attempts.remove(place, own)) {
      bytes -= weight(place);
    }
  }

  /** Forgets keys past their age; also to be called by a timer. */
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

  /** How many are remembered. */
  synchronized int size() {
    return attempts.size();
  }

  private static int weight(Place place) {
    return OVERHEAD + place.scope.length() + place.group.value().length();
  }
}
