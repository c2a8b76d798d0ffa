package org.fanfare.layer;

import java.time.Duration;
import java.time.Instant;

/**
 * The state of a node's part of a layer at one moment.
 *
 * @param kind the kind of state
 * @param since the time since which it has been in this state
 * @param why what happened, what clients see of it, and what would repair it; empty while
 *     everything works. It contains no names of groups or channels and no secrets
 */
public record LayerState(Kind kind, Instant since, String why) {
  /** How long a layer may be interrupted before its node counts as ill. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The kinds of state of a layer. */
  public enum Kind {
    /** Everything works. */
    UP("up"),
    /** Other nodes cannot be reached: readers are interrupted, and publishing fails. */
    INTERRUPTED("interrupted"),
    /** Nothing can be published because memory is full; what is in the logs can be read. */
    FULL("full"),
    /** Nothing can be published because the store of the logs accepts no writes. */
    READ_ONLY("read-only"),
    /** It works, but its configuration prevents it from keeping the whole contract. */
    MISCONFIGURED("misconfigured");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** Returns the word for it in statistics and in the log. */
    public String word() {
      return word;
    }
  }

  /** Returns the state of a layer that has worked since {@code since}. */
  public static LayerState up(Instant since) {
    return new LayerState(Kind.UP, since, "");
  }

  /** Returns whether a load balancer should send new clients to other nodes. */
  public boolean isIll(Instant now) {
    return kind == Kind.INTERRUPTED && since.plus(PATIENCE).isBefore(now);
  }
}
