package org.fanfare.protocol;

import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A message of JSON that has its idempotency key in itself. Immutable.
 *
 * @param key the content of the member that is the key, which may be no valid one; null if there is
 *     no such member, or it is neither a string nor a number
 */
public record KeyedMessage(Message message, @Nullable String key) {}
