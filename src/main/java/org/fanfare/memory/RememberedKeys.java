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
import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys of recent publishes, each with the outcome of its publish. Their number is
 * bounded.
 *
 * <p>A key that belongs neither to a window nor to a line of a stream is forgotten only by age; of
 * such keys one owner may have a part, and strangers leave some to the others. The keys of windows
 * and lines take at most half of the room, and only what the others leave: to make room, the owner
 * who has most of them loses the oldest.
 *
 * <p>Safe for use by any thread; the lock is held during a look-up, never while publishing.
 */
final class RememberedKeys {
  private final LayerLimits.Keys limits;
  private final Clock clock;
  private final Map<KeyedPublish.Place, KeyedPublish> lasting =
      new LinkedHashMap<>(); // guarded by this; oldest first
  private final KeyOwners owners; // of the lasting ones; guarded by this
  private long bytes; // of the lasting ones; guarded by this
  private final KeyWindows windows = new KeyWindows(); // guarded by this

  RememberedKeys(LayerLimits.Keys limits, Clock clock) {
    this.limits = limits;
    this.owners = new KeyOwners(limits);
    this.clock = clock;
  }

  /**
   * Publishes, unless a publish with the same key has done so or is running.
   *
   * @param publish publishes, and returns the outcome without waiting
   */
  CompletionStage<Outcome<Receipt>> once(
      GroupName group, PublishKey key, Supplier<Outcome<Receipt>> publish) {
    KeyedPublish own = new KeyedPublish(group, key, clock.millis(), new CompletableFuture<>());
    KeyedPublish known;
    Refusal refusal;
    synchronized (this) {
      known = find(own);
      refusal = known == null ? add(own) : null;
    }
    if (refusal != null) {
      return CompletableFuture.completedFuture(Outcome.refused(refusal));
    }
    if (known != null) {
      boolean isOfLaterLine = !known.key().scope().equals(key.scope());
      return isOfLaterLine || known.key().fingerprint().equals(key.fingerprint())
          ? known.outcome().thenApply(RememberedKeys::again)
          : CompletableFuture.completedFuture(Outcome.refused(Refusal.KEY_REUSED));
    }
    return run(own, publish);
  }

  private CompletionStage<Outcome<Receipt>> run(
      KeyedPublish own, Supplier<Outcome<Receipt>> publish) {
    Outcome<Receipt> outcome;
    try {
      outcome = publish.get();
    } catch (RuntimeException | Error e) { // repeats must not wait for ever
      forget(own);
      own.outcome().completeExceptionally(e);
      throw e;
    }
    if (outcome instanceof Outcome.Refused<Receipt>) {
      forget(own);
    }
    own.outcome().complete(outcome);
    return CompletableFuture.completedFuture(outcome);
  }

  private static Outcome<Receipt> again(Outcome<Receipt> first) {
    return first instanceof Outcome.Done<Receipt> done ? Outcome.done(done.get().again()) : first;
  }

  private @Nullable KeyedPublish find(KeyedPublish own) {
    forgetOldOfNoWindow();
    KeyedPublish known = lasting.get(own.place());
    return known == null ? windows.find(own, limit()) : known;
  }

  /** Adds a publish, for which keys of windows are forgotten. Returns why there is no room. */
  private @Nullable Refusal add(KeyedPublish own) {
    int weight = own.weight();
    if (lasting.size() >= limits.count() || bytes + weight > limits.bytes()) {
      return Refusal.TOO_MANY_KEYS;
    }
    Refusal refusal = own.isForgettable() ? null : owners.refusal(own);
    if (refusal != null) {
      return refusal;
    }
    while (!fits(weight, own.isForgettable())) {
      if (!windows.forgetOne()) {
        return Refusal.TOO_MANY_KEYS;
      }
    }
    if (own.isForgettable()) {
      windows.add(own);
    } else {
      lasting.put(own.place(), own);
      owners.added(own);
      bytes += weight;
    }
    return null;
  }

  private boolean fits(int weight, boolean inWindow) {
    int count = windows.count() + 1;
    long taken = windows.bytes() + weight;
    return lasting.size() + count <= limits.count()
        && bytes + taken <= limits.bytes()
        && (!inWindow || (count <= half(limits.count()) && taken <= half(limits.bytes())));
  }

  private static long half(long all) {
    return (all + 1) / 2;
  }

  /** Forgets a key whose publish has changed nothing. */
  private synchronized void forget(KeyedPublish own) {
    if (own.isForgettable()) {
      windows.remove(own);
    } else if (lasting.remove(own.place(), own)) {
      owners.removed(own);
      bytes -= own.weight();
    }
  }

  /** Forgets keys that are too old; to be called by a timer. */
  synchronized void forgetOld() {
    forgetOldOfNoWindow();
    windows.forgetOld(limit());
  }

  private void forgetOldOfNoWindow() {
    long limit = limit();
    Iterator<KeyedPublish> oldest = lasting.values().iterator();
    while (oldest.hasNext()) {
      KeyedPublish publish = oldest.next();
      if (publish.begun() > limit) {
        return;
      }
      oldest.remove();
      owners.removed(publish);
      bytes -= publish.weight();
    }
  }

  /** Returns the time at or before which a publish began whose key is too old, in milliseconds. */
  private long limit() {
    return clock.millis() - limits.age().toMillis();
  }

  /** Returns the number of remembered keys. */
  synchronized int size() {
    return lasting.size() + windows.count();
  }
}
