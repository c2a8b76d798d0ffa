package org.fanfare.api;

import java.time.Instant;
import org.fanfare.layer.LayerState;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/** Whether new clients had better go to another node. Pure functions. */
final class Health {
  private Health() {}

  /** What is wrong at {@code now}, or null. */
  static @Nullable Problem problem(LayerState layer, Instant now) {
    return layer.isIll(now)
        ? new Problem(Status.UNAVAILABLE, "the channel layer is interrupted: " + layer.why())
        : null;
  }

  /** The answer of a node with which nothing is wrong. */
  static String json(LayerState layer) {
    return "{\"layer\":\"" + layer.kind().word() + "\"}";
  }
}
