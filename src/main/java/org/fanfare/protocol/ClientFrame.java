package org.fanfare.protocol;

import java.util.List;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/** A frame from a client of the {@code fanfare} subprotocol. */
public sealed interface ClientFrame {
  /** Returns the identifier that the answer will repeat; null if the client sent none. */
  @Nullable String id();

  /**
   * Publishes a message.
   *
   * @param id the identifier that the answer repeats, or null
   * @param groups the names of the groups; null for those of the URL
   * @param message the message
   * @param key the idempotency key, or null
   */
  record Publish(
      @Nullable String id, @Nullable List<String> groups, Message message, @Nullable String key)
      implements ClientFrame {}

  /**
   * Reads further groups.
   *
   * @param id the identifier that the answer repeats, or null
   * @param groups the names of the groups
   * @param after the value of {@code after}, as in the URL, or null
   * @param last the value of {@code last}, as in the URL, or null
   */
  record Join(
      @Nullable String id, List<String> groups, @Nullable String after, @Nullable String last)
      implements ClientFrame {}

  /**
   * Stops reading groups.
   *
   * @param id the identifier that the answer repeats, or null
   * @param groups the names of the groups
   */
  record Leave(@Nullable String id, List<String> groups) implements ClientFrame {}

  /**
   * Sends a message to a channel.
   *
   * @param id the identifier that the answer repeats, or null
   * @param channel the name of the channel
   * @param message the message
   */
  record Send(@Nullable String id, String channel, Message message) implements ClientFrame {}
}
