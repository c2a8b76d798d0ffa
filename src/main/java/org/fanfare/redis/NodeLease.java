package org.fanfare.redis;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Keeps this node's lease, by which the others know that it lives, and its place in the list of the
 * nodes that live.
 *
 * <p>The lease lasts for 6 seconds and is renewed every 2 seconds, by the time of the loop. A node
 * that finds its lease gone has been taken for dead meanwhile: it counts that and has a lease
 * again; it writes one line to the log, until a lease was kept. Used on the loop, except for {@link
 * #losses} and {@link #nodes}.
 */
final class NodeLease {
  /** For how long a lease lasts. */
  static final Duration LASTS = Duration.ofSeconds(6);

  /**
   * After how long the next tick renews it: half a tick less than 2 seconds, so that a tick that
   * comes a little early does it, too.
   */
  static final Duration RENEWED = Duration.ofMillis(1500);

  private static final System.Logger LOG = System.getLogger(NodeLease.class.getName());
  private static final String FORMAT = "1"; // what the lease says, for nodes of later versions

  private final Following following;
  private final NodeTag node;
  private final LongSupplier shift;
  private final LongAdder losses = new LongAdder();
  private volatile Set<NodeTag> nodes = Set.of();
  private boolean hasBegun; // there was a lease once
  private boolean isLogged; // that it was gone, and was not kept since
  private boolean isAsking;
  private long renewedAt;

  /**
   * Creates what has no lease yet.
   *
   * @param shift milliseconds to be added to the store's time; 0 outside of tests
   */
  NodeLease(Following following, NodeTag node, LongSupplier shift) {
    this.following = following;
    this.node = node;
    this.shift = shift;
  }

  /** Renews the lease if it is time; called once a second. */
  void tick() {
    if (following.loop().millis() - renewedAt >= RENEWED.toMillis()) {
      renew();
    }
  }

  /** Renews the lease now; if that fails, it is tried again with the next tick. */
  void renew() {
    if (isAsking) {
      return;
    }
    isAsking = true;
    long now = following.loop().millis();
    Keys keys = following.keys();
    List<byte[]> words = List.of(Request.text(FORMAT), Request.text(LASTS.toMillis()));
    following
        .ask(
            link -> link.run(Script.LEASE, List.of(keys.lease(node.value())), words),
            Request::wordOf)
        .whenComplete(
            (word, failure) -> {
              isAsking = false;
              if (failure == null) {
                renewedAt = now;
                renewed(word.equals("GONE"));
              }
            });
    enter(keys);
  }

  private void renewed(boolean wasGone) {
    if (!wasGone) {
      isLogged = false;
    } else if (hasBegun) {
      losses.increment();
      if (!isLogged) {
        isLogged = true;
        LOG.log(
            Level.WARNING,
            "The lease of this node in Redis was gone: it was not renewed for {0} s, or Redis has"
                + " lost it. Until now the other nodes took this one for dead, and told those who"
                + " sent to its channels that there is no such channel. It is renewed.",
            LASTS.toSeconds());
      }
    }
    hasBegun = true;
  }

  private void enter(Keys keys) {
    List<byte[]> words =
        List.of(
            Request.text(node.value()),
            Request.text(LASTS.toMillis()),
            Request.text(shift.getAsLong()));
    CompletionStage<?> unused =
        following
            .ask(link -> link.run(Script.NODES, List.of(keys.nodes()), words), NodeLease::tags)
            .thenAccept(living -> nodes = living);
  }

  private static Set<NodeTag> tags(List<Object> reply) {
    return ((List<?>) reply.get(1))
        .stream()
            .map(tag -> new NodeTag(new String((byte[]) tag, StandardCharsets.US_ASCII)))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns how often the lease was gone; for any thread. */
  long losses() {
    return losses.sum();
  }

  /**
   * Returns the nodes that lived when the lease was renewed last, with this one; for any thread.
   */
  Set<NodeTag> nodes() {
    return nodes;
  }
}
