package org.fanfare.api;

import java.time.Instant;
import org.fanfare.layer.LayerState;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/** Decides whether new clients should be sent to another node. Pure functions. */
public final class Health {
  private Health() {}

  /**
   * Returns the problem at {@code now}; null if there is none.
   *
   * @param stopping whether the node takes no more connections, since it stops or is drained
   */
  static @Nullable Problem problem(LayerState layer, boolean stopping, Instant now) {
    if (stopping) {
      return new Problem(Status.STOPPING, "the node takes no more connections");
    }
    return layer.isIll(now)
        ? new Problem(Status.UNAVAILABLE, "the channel layer is interrupted: " + layer.why())
        : null;
  }

  /** Returns the response of a node without a problem. */
  public static String json(LayerState layer) {
    return "{\"layer\":\"" + layer.kind().word() + "\"}";
  }
}
