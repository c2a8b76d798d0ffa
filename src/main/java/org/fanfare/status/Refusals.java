package org.fanfare.status;

import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts refused requests by status. For each status it logs at most one line a minute, with the
 * number of refusals and one example. A line contains no secrets: an example has its origin and the
 * text that the client received, unless that text may quote a message.
 *
 * <p>Safe for use by any thread; counting never waits. {@link #tick} must be called by a timer,
 * each second.
 */
public final class Refusals {
  private static final System.Logger LOG = System.getLogger(Refusals.class.getName());
  private static final long BETWEEN_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int LONGEST = 400;

  private final Map<Status, Kind> kinds = new EnumMap<>(Status.class);
  private final LongSupplier nanos;

  private static final class Kind {
    final LongAdder count = new LongAdder();
    final AtomicReference<@Nullable String> example = new AtomicReference<>();
    // used only on the timer's thread
    long told;
    long toldAt;
  }

  /**
   * Creates counters that are all zero.
   *
   * @param nanos a monotonic clock, in nanoseconds
   */
  public Refusals(LongSupplier nanos) {
    this.nanos = nanos;
    for (Status code : Status.values()) {
      kinds.put(code, new Kind());
    }
  }

  /**
   * Counts a refusal.
   *
   * @param where describes the request and its origin; called only if this refusal may become the
   *     example
   */
  public void count(Problem problem, Supplier<String> where) {
    Kind kind = kind(problem.status());
    if (kind.example.get() == null) {
      kind.example.compareAndSet(null, shown(where.get() + ": " + words(problem)));
    }
    kind.count.increment(); // last, so that a logged count has its example
  }

  /** Returns the number of refusals with this status. */
  public long of(Status code) {
    return kind(code).count.sum();
  }

  /** Logs new refusals of each status whose last line is at least a minute old. */
  public void tick() {
    kinds.forEach(this::tell);
  }

  private void tell(Status code, Kind kind) {
    long now = nanos.getAsLong();
    long count = kind.count.sum();
    if (count == kind.told || (kind.told > 0 && now - kind.toldAt < BETWEEN_NANOS)) {
      return;
    }
    String example = kind.example.getAndSet(null);
    LOG.log(
        Level.INFO,
        "Refused with {0}: {1} more, {2} since the start, such as {3}",
        code.word(),
        String.valueOf(count - kind.told),
        String.valueOf(count),
        example == null ? "those before" : example);
    kind.told = count;
    kind.toldAt = now;
  }

  private Kind kind(Status code) {
    Kind kind = kinds.get(code);
    if (kind == null) {
      throw new IllegalStateException("every code has its kind");
    }
    return kind;
  }

  /** The details of JSON problems quote the message, so they are left out. */
  private static String words(Problem problem) {
    return switch (problem.status()) {
      case INVALID_JSON, INVALID_FRAME -> problem.status().title();
      default -> problem.detail();
    };
  }

  /**
   * Returns a client's text with control characters replaced and its length limited, so that it
   * stays one harmless line of the log.
   */
  private static String shown(String text) {
    String line = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
