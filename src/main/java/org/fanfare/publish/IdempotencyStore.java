package org.fanfare.publish;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The idempotency keys of the last minutes, each with its attempt: bounded, and forgetting by age
 * alone.
 *
 * <p>Safe for use by any thread; its lock is held for a look-up, never while publishing.
 */
public final class IdempotencyStore {
  /** What a key costs besides its characters: objects, fingerprint, answer. */
  private static final int OVERHEAD = 400;

  private final int maxKeys;
  private final long maxBytes;
  private final Duration age;
  private final Clock clock;

  private final Map<String, Attempt> attempts = new HashMap<>(); // guarded by this
  private final Map<String, Long> born = new LinkedHashMap<>(); // guarded by this; oldest first
  private long bytes; // guarded by this

  /**
   * An empty store.
   *
   * @param maxKeys the most keys at one time
   * @param maxBytes the most bytes that they may take
   * @param age how long a key is remembered
   */
  public IdempotencyStore(int maxKeys, long maxBytes, Duration age, Clock clock) {
    this.maxKeys = maxKeys;
    this.maxBytes = maxBytes;
    this.age = age;
    this.clock = clock;
  }

  /** What is known of a key. */
  sealed interface Claim {
    /** Nothing, or only a part is done: run this attempt. */
    record Run(Attempt attempt) implements Claim {}

    /** It runs, or is done: its answer is the answer. */
    record Known(Attempt attempt) implements Claim {}

    /** It was used for another message. */
    record Reused() implements Claim {}

    /** There is no room for one more. */
    record Full() implements Claim {}
  }

  synchronized Claim claim(String key, ByteBuffer fingerprint) {
    forgetOld();
    Attempt known = attempts.get(key);
    if (known == null) {
      return begin(key, fingerprint);
    }
    if (!known.fingerprint().equals(fingerprint)) {
      return new Claim.Reused();
    }
    if (known.answer().getNow(null) instanceof Answer.Rejected) {
      Attempt again = known.again();
      attempts.put(key, again);
      return new Claim.Run(again);
    }
    return new Claim.Known(known);
  }

  private Claim begin(String key, ByteBuffer fingerprint) {
    if (attempts.size() >= maxKeys || bytes + weight(key) > maxBytes) {
      return new Claim.Full();
    }
    Attempt attempt = Attempt.of(fingerprint);
    attempts.put(key, attempt);
    born.put(key, clock.millis());
    bytes += weight(key);
    return new Claim.Run(attempt);
  }

  /** Forgets a key whose attempt changed nothing. */
  synchronized void forget(String key) {
    if (attempts.remove(key) != null) {
      born.remove(key);
      bytes -= weight(key);
    }
  }

  /** Forgets keys past their age; also to be called by a timer. */
  public synchronized void forgetOld() {
    long limit = clock.millis() - age.toMillis();
    var oldest = born.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<String, Long> entry = oldest.next();
      if (entry.getValue() > limit) {
        return;
      }
      oldest.remove();
      attempts.remove(entry.getKey());
      bytes -= weight(entry.getKey());
    }
  }

  /** The number of keys remembered. */
  public synchronized int size() {
    return attempts.size();
  }

  private static int weight(String key) {
    return OVERHEAD + key.length();
  }
}
