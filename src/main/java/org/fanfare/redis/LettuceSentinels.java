package org.fanfare.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The sentinels that tell which server is the master.
 *
 * <p>All are asked, each on a connection of its own. The master is the one that more than half of
 * them name, or, when all have answered or failed, the one that most do: a sentinel that is cut off
 * from the others may still name the master of before.
 *
 * @param addresses where they are, and who logs in to them
 * @param master the name that they have for the master
 */
record LettuceSentinels(List<RedisURI> addresses, String master) {
  /**
   * Asks for the master. Called on the loop; completes on a thread of Lettuce, within the time-outs
   * of the client.
   *
   * @return fails with {@link LinkException} that says why nobody knows
   */
  CompletionStage<InetSocketAddress> ask(RedisClient client) {
    Poll poll = new Poll();
    for (RedisURI sentinel : addresses) {
      askOne(client, sentinel).whenComplete(poll::answered);
    }
    return poll.answer;
  }

  private CompletionStage<@Nullable SocketAddress> askOne(RedisClient client, RedisURI sentinel) {
    CompletionStage<StatefulRedisSentinelConnection<byte[], byte[]>> connected =
        client.connectSentinelAsync(ByteArrayCodec.INSTANCE, sentinel);
    return connected.thenCompose(
        connection ->
            connection
                .async()
                .getMasterAddrByName(master.getBytes(StandardCharsets.UTF_8))
                .whenComplete((answer, failure) -> LettuceLink.close(connection)));
  }

  /** What the sentinels have answered until now. Safe for use by the threads of Lettuce. */
  private final class Poll {
    private final CompletableFuture<InetSocketAddress> answer = new CompletableFuture<>();
    private final Map<InetSocketAddress, Integer> votes = new HashMap<>();
    private int left = addresses.size();
    private boolean isUnknown; // to a sentinel that has answered
    private @Nullable Throwable failure;

    synchronized void answered(@Nullable SocketAddress named, @Nullable Throwable failed) {
      left--;
      if (named instanceof InetSocketAddress address) {
        if (votes.merge(address, 1, Integer::sum) > addresses.size() / 2) {
          answer.complete(address);
        }
      } else if (failed == null) {
        isUnknown = true;
      } else {
        failure = failed;
      }
      if (left == 0) {
        end();
      }
    }

    private void end() {
      votes.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .ifPresentOrElse(
              most -> answer.complete(most.getKey()),
              () -> answer.completeExceptionally(nobodyKnows()));
    }

    private LinkException nobodyKnows() {
      if (isUnknown || failure == null) {
        return new LinkException(
            LinkException.Kind.NOT_ASKED,
            "the sentinels in redis.servers know no master \""
                + master
                + "\"; right in redis.sentinel.master is the name that they monitor");
      }
      LinkException last = LettuceFailures.refused(failure, addresses.get(0).isSsl());
      return new LinkException(
          LinkException.Kind.NOT_ASKED,
          "no sentinel in redis.servers answers: " + last.getMessage(),
          last);
    }
  }
}
