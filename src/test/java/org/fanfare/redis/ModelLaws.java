package org.fanfare.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fanfare.log.Epoch;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;

/**
 * Finds what is against the laws in what the clients of a {@link StoreModel} or a {@link Chaos}
 * were told. For one thread.
 */
final class ModelLaws {
  private final List<String> broken = new ArrayList<>();
  private final Map<Position, String> given = new HashMap<>();
  private final Set<String> twice = new HashSet<>();

  List<String> broken() {
    return broken;
  }

  /** A position was given to a message, in an answer or to a reader. */
  void given(Position position, String text) {
    String before = given.putIfAbsent(position, text);
    if (before != null && !before.equals(text)) {
      broken.add("%s was given to %s and to %s".formatted(position, before, text));
    }
  }

  /** Something else is against the laws. */
  void add(String what) {
    broken.add(what);
  }

  /** Does a task of whoever watches; what it throws is against the laws, too. */
  void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | AssertionError failed) {
      broken.add("a task failed: " + failed);
    }
  }

  /**
   * A message may be told once in each of two epochs, since its publisher did not know whether the
   * store had it, or the store has lost it, and it was published again.
   */
  void mayComeTwice(String text) {
    twice.add(text);
  }

  /** Returns whether a message may be told in two epochs. */
  boolean isAllowedTwice(String text) {
    return twice.contains(text);
  }

  /** Order, no repeats, no silent loss. */
  void judge(ModelClient client, Map<String, Position> accepted) {
    Map<String, Epoch> seen = new HashMap<>();
    Map<Epoch, Long> entered = new HashMap<>();
    entered.put(client.start().epoch(), client.start().offset());
    boolean mayCross = false;
    for (ModelClient.Told told : client.told()) {
      Position before = told.before();
      Position after = told.after();
      entered.putIfAbsent(after.epoch(), told.gap() == null ? after.offset() - 1 : after.offset());
      if (told.gap() != null) {
        if (told.gap().first() != before.offset() + 1) {
          broken.add("%s was told at %s".formatted(told.gap(), before));
        }
        mayCross = told.gap().last() == null;
        continue;
      }
      given(after, told.text());
      Epoch earlier = seen.put(told.text(), after.epoch());
      if (earlier != null && (earlier.equals(after.epoch()) || !isAllowedTwice(told.text()))) {
        broken.add("%s was told again at %s".formatted(told.text(), after));
      }
      boolean isNext =
          after.epoch().equals(before.epoch()) && after.offset() == before.offset() + 1;
      if (!isNext && !mayCross) {
        broken.add("%s was told after %s without a gap".formatted(after, before));
      }
      mayCross = false;
    }
    accepted.forEach(
        (text, position) -> {
          Long from = entered.get(position.epoch());
          if (from != null
              && position.offset() > from
              && !seen.containsKey(text)
              && !isNamed(client, position)) {
            broken.add("%s at %s was neither told nor named".formatted(text, position));
          }
        });
  }

  private static boolean isNamed(ModelClient client, Position position) {
    return client.told().stream()
        .filter(told -> told.gap() != null && told.before().epoch().equals(position.epoch()))
        .map(ModelClient.Told::gap)
        .anyMatch(gap -> isIn(gap, position.offset()));
  }

  private static boolean isIn(Gap gap, long offset) {
    return gap.first() <= offset && (gap.last() == null || offset <= gap.last());
  }

  /** After the end and a quiet minute, whoever reads has come to the end of the log. */
  void judgeEnd(ModelClient client, Position end) {
    if (!client.isReading()) {
      broken.add("a reader could not be opened in the end");
    } else if (!end.equals(client.at())) {
      broken.add("a reader is left at %s, and the log ends at %s".formatted(client.at(), end));
    } else if (client.isInterrupted()) {
      broken.add("a reader is interrupted in the end");
    }
  }

  /** While nothing was lost and nothing discarded, whatever was accepted is told. */
  void judgeComplete(ModelClient client, Map<String, Position> accepted) {
    Set<String> seen = new HashSet<>();
    client.told().forEach(told -> seen.add(String.valueOf(told.text())));
    accepted.forEach(
        (text, position) -> {
          if (position.epoch().equals(client.start().epoch())
              && position.offset() > client.start().offset()
              && !seen.contains(text)) {
            broken.add("%s at %s was kept, and not told".formatted(text, position));
          }
        });
  }
}
