package org.fanfare.publish;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;

/**
 * One message on its way into its groups, and how far it has come.
 *
 * <p>Safe for use by any thread; one run at a time, which {@link IdempotencyStore} sees to.
 *
 * @param fingerprint of the message, so that another one under the same key is known
 * @param done where the message is in the groups that have it
 * @param answer completed when the present run ends
 */
record Attempt(
    ByteBuffer fingerprint, Map<GroupName, Position> done, CompletableFuture<Answer> answer) {
  static Attempt of(ByteBuffer fingerprint) {
    return new Attempt(fingerprint, new ConcurrentHashMap<>(), new CompletableFuture<>());
  }

  /** The same message again, for the groups that do not have it yet. */
  Attempt again() {
    return new Attempt(fingerprint, done, new CompletableFuture<>());
  }
}
