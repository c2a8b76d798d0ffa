package org.fanfare.protocol;

import java.util.List;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/** A frame from a client of the {@code fanfare} subprotocol. */
public sealed interface ClientFrame {
  /** By which the client knows the answer, or null. */
  @Nullable String id();

  /**
   * Publish a message.
   *
   * @param id by which the client knows the answer
   * @param groups to which; null for those of the URL
   * @param message what
   * @param key the idempotency key, or null
   */
  record Publish(
      @Nullable String id, @Nullable List<String> groups, Message message, @Nullable String key)
      implements ClientFrame {}

  /**
   * Read further groups.
   *
   * @param id by which the client knows the answer
   * @param groups which
   * @param after as in the URL, or null
   * @param last as in the URL, or null
   */
  record Join(
      @Nullable String id, List<String> groups, @Nullable String after, @Nullable String last)
      implements ClientFrame {}

  /**
   * Stop reading groups.
   *
   * @param id by which the client knows the answer
   * @param groups which
   */
  record Leave(@Nullable String id, List<String> groups) implements ClientFrame {}

  /**
   * Send a message to a channel.
   *
   * @param id by which the client knows the answer
   * @param channel its name
   * @param message what
   */
  record Send(@Nullable String id, String channel, Message message) implements ClientFrame {}
}
