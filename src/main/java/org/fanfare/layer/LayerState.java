package org.fanfare.layer;

import java.time.Duration;
import java.time.Instant;

/**
 * How a node's part of a layer is at one moment.
 *
 * @param kind how it is
 * @param since since when it is so
 * @param why what happened, what clients see of it, and what would mend it; empty while it is well.
 *     It names no group, no channel and no secret
 */
public record LayerState(Kind kind, Instant since, String why) {
  /** For so long a layer may be interrupted before its node is called ill. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How a layer may be. */
  public enum Kind {
    /** Everything works. */
    UP("up"),
    /** Other nodes cannot be reached: readers are interrupted, and nothing can be published. */
    INTERRUPTED("interrupted"),
    /** Nothing can be published, for want of memory; what there is can be read. */
    FULL("full"),
    /** Nothing can be published, since what holds the logs does not take it. */
    READ_ONLY("read-only"),
    /** It works, but was set up so that it cannot keep all its promises. */
    MISCONFIGURED("misconfigured");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word for it in statistics and in the log. */
    public String word() {
      return word;
    }
  }

  /** One that works since a time. */
  public static LayerState up(Instant since) {
    return new LayerState(Kind.UP, since, "");
  }

  /** Whether a load balancer had better send new clients to other nodes. */
  public boolean isIll(Instant now) {
    return kind == Kind.INTERRUPTED && since.plus(PATIENCE).isBefore(now);
  }
}
