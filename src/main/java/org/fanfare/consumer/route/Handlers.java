package org.fanfare.consumer.route;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of a consumer for the messages of its client, or for those of the channel layer.
 * Immutable; safe for use by any thread.
 */
public final class Handlers {
  private final Map<String, Handler> typed;
  private final @Nullable Handler text;
  private final @Nullable Handler bytes;
  private final @Nullable Handler json;

  /**
   * Collects handlers.
   *
   * @param typed those of messages with a type
   * @param text the one of texts that no other takes; null if there is none
   * @param bytes the one of bytes; null if there is none
   * @param json the one of JSON objects that no other takes; null if there is none
   */
  Handlers(
      Map<String, Handler> typed,
      @Nullable Handler text,
      @Nullable Handler bytes,
      @Nullable Handler json) {
    this.typed = Map.copyOf(typed);
    this.text = text;
    this.bytes = bytes;
    this.json = json;
  }

  /**
   * Returns whether a text of the client must be a JSON object, since there is a handler of
   * messages with a type, or one whose parameter is neither text nor bytes. A message of the layer
   * says by itself what it is.
   */
  public boolean isJson() {
    return !typed.isEmpty() || json != null;
  }

  /** Returns whether texts are taken, of whatever content. */
  public boolean takesTexts() {
    return isJson() || ofText().isPresent();
  }

  /** Returns whether bytes are taken. */
  public boolean takesBytes() {
    return ofBytes().isPresent();
  }

  /** Returns the handler of JSON objects of a type: its own, or else that of {@link #ofJson}. */
  public Optional<Handler> ofType(String type) {
    Handler own = typed.get(type);
    return own == null ? ofJson() : Optional.of(own);
  }

  /** Returns the handler of JSON objects that have no type, or one that has no handler. */
  public Optional<Handler> ofJson() {
    return Optional.ofNullable(json == null ? text : json);
  }

  /** Returns the handler of texts that are not JSON. */
  public Optional<Handler> ofText() {
    return Optional.ofNullable(text);
  }

  /** Returns the handler of bytes. */
  public Optional<Handler> ofBytes() {
    return Optional.ofNullable(bytes);
  }

  /** Returns all of them, each once. */
  public List<Handler> all() {
    return Stream.concat(typed.values().stream(), Stream.of(text, bytes, json))
        .filter(Objects::nonNull)
        .toList();
  }
}
