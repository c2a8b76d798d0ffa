package org.fanfare.redis;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.fanfare.layer.LayerState;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a server that answers from doing all that it is asked, as its answers show. Used on
 * the loop.
 *
 * <p>A hindrance is over when nothing has shown it for {@link #LASTS}. While there is one it is
 * shown more often than that: each node renews its lease every two seconds, and looks at the memory
 * of the server each second.
 */
final class Hindrances {
  /** For how many milliseconds a hindrance is believed that is not shown again. */
  static final long LASTS = 5000;

  /** The kinds, the worst first. */
  private static final List<LayerState.Kind> KINDS =
      List.of(LayerState.Kind.READ_ONLY, LayerState.Kind.FULL, LayerState.Kind.MISCONFIGURED);

  private final Map<LayerState.Kind, Shown> shown = new EnumMap<>(LayerState.Kind.class);

  /**
   * One of them.
   *
   * @param why what it is, and what would be right
   * @param at when it was last shown, in the loop's milliseconds
   */
  private record Shown(String why, long at) {}

  /**
   * A hindrance that there is.
   *
   * @param why what it is, what clients see of it, and what would be right
   */
  record Hindrance(LayerState.Kind kind, String why) {}

  /** The server has said how its memory is. */
  void looked(ServerMemory memory, long now) {
    if (memory.isFull()) {
      full(now);
    }
    if (memory.evicts()) {
      show(
          LayerState.Kind.MISCONFIGURED,
          "Redis throws logs away when it is full (maxmemory-policy "
              + memory.policy()
              + "). Readers are told a gap where it has done so; right is maxmemory-policy"
              + " noeviction",
          now);
    }
  }

  /** The server has refused to do something. */
  void refused(LinkException failure, long now) {
    String said = String.valueOf(failure.getMessage());
    if (failure.isFull()) {
      full(now);
    } else if (failure.getCause() instanceof IllegalArgumentException) {
      show(
          LayerState.Kind.MISCONFIGURED,
          "What Redis has cannot be read ("
              + said
              + "). Readers of such groups wait, and opening them is answered with 503",
          now);
    } else if (said.startsWith("MISCONF") || said.startsWith("NOREPLICAS")) {
      show(
          LayerState.Kind.READ_ONLY,
          "Redis accepts no writes ("
              + said
              + "). What is in the logs can be read, and nothing can be published, until it does",
          now);
    }
  }

  private void full(long now) {
    show(
        LayerState.Kind.FULL,
        "Redis is full (maxmemory). What is in the logs can be read, and nothing can be published,"
            + " until there is room; right is a larger maxmemory, or less history in the rules",
        now);
  }

  private void show(LayerState.Kind kind, String why, long now) {
    shown.put(kind, new Shown(why, now));
  }

  /** Returns the worst that there is; null if there is none. */
  @Nullable Hindrance worst(long now) {
    shown.values().removeIf(each -> now - each.at >= LASTS);
    for (LayerState.Kind kind : KINDS) {
      Shown each = shown.get(kind);
      if (each != null) {
        return new Hindrance(kind, each.why);
      }
    }
    return null;
  }

  /** Another link is open: nothing of it is known. */
  void forget() {
    shown.clear();
  }
}
