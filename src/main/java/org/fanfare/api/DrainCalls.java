package org.fanfare.api;

import jakarta.json.Json;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.fanfare.security.Key;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Empties a node before it is stopped, see {@link org.fanfare.connection.Connections#drain}. Safe
 * for use by any thread.
 */
public final class DrainCalls {
  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final long LONGEST = 3600;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final Consumer<Duration> begin;
  private final IntSupplier connections;

  /**
   * Creates the calls of a node.
   *
   * @param begin begins to empty the node, in this time
   * @param connections returns how many connections there are
   */
  public DrainCalls(Consumer<Duration> begin, IntSupplier connections) {
    this.begin = begin;
    this.connections = connections;
  }

  /**
   * Begins to empty the node; only its end and a new start make it take connections again.
   *
   * @param over the seconds in which its connections end, from 0 to 3,600; null for 30
   * @return how many connections there are, as JSON
   * @throws ProblemException if {@code over} is something else, or the key is not for every group
   */
  public String drain(Key key, @Nullable String over) {
    if (!key.isForEveryGroup()) {
      throw new Problem(
              Status.REFUSED,
              "a node is drained with a key for every group, and %s is for %s"
                  .formatted(key.title(), key.groups()))
          .thrown();
    }
    Duration time = over == null ? USUAL : Duration.ofSeconds(seconds(over));
    int now = connections.getAsInt();
    begin.accept(time);
    return Json.createObjectBuilder()
        .add("connections", now)
        .add("over", time.toSeconds())
        .build()
        .toString();
  }

  private static long seconds(String text) {
    if (!NUMBER.matcher(text).matches() || Long.parseLong(text) > LONGEST) {
      throw new Problem(
              Status.INVALID_PARAMETER, "'over' is a whole number of seconds from 0 to " + LONGEST)
          .thrown();
    }
    return Long.parseLong(text);
  }
}
