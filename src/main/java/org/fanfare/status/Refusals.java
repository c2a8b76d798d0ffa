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
 * What was refused: counted by its code, and told to the operator in one line for each code a
 * minute, with how many there were and one of them. Nothing secret is in a line: an example has
 * where it came from, and the words that its client was told, unless those may quote a message.
 *
 * <p>Anyone counts, from any thread, without waiting. {@link #tick} must be called by a timer, each
 * second.
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
    // of the timer's thread alone
    long told;
    long toldAt;
  }

  /**
   * None yet.
   *
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  public Refusals(LongSupplier nanos) {
    this.nanos = nanos;
    for (Status code : Status.values()) {
      kinds.put(code, new Kind());
    }
  }

  /**
   * Counts one.
   *
   * @param where what was asked for, and from where; asked for only if it will be the example
   */
  public void count(Problem problem, Supplier<String> where) {
    Kind kind = kind(problem.status());
    if (kind.example.get() == null) {
      kind.example.compareAndSet(null, shown(where.get() + ": " + words(problem)));
    }
    kind.count.increment(); // last, so that what is told has its example
  }

  /** How many there have been with this code. */
  public long of(Status code) {
    return kind(code).count.sum();
  }

  /** Tells what has been refused, if the last line of its code is a minute old. */
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

  /** What is wrong with JSON is told by quoting it. */
  private static String words(Problem problem) {
    return switch (problem.status()) {
      case INVALID_JSON, INVALID_FRAME -> problem.status().title();
      default -> problem.detail();
    };
  }

  /**
   * A client's text, so that it stays one line of the log and changes nothing where it is shown.
   */
  private static String shown(String text) {
    String line = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
