package org.fanfare.consumer.route;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides which method of a consumer takes which message of one side. */
final class HandlersReader {
  private final Class<?> consumer;
  private final Side side;
  private final Findings.About findings;
  private final Map<String, Handler> typed = new HashMap<>();
  private @Nullable Handler text;
  private @Nullable Handler bytes;
  private @Nullable Handler json;

  private HandlersReader(Class<?> consumer, Side side, Findings.About findings) {
    this.consumer = consumer;
    this.side = side;
    this.findings = findings;
  }

  /**
   * Reads the handlers of a side.
   *
   * @param marked the methods that are marked as handlers, of this side or another
   */
  static Handlers read(Class<?> consumer, List<Method> marked, Side side, Findings.About findings) {
    HandlersReader reader = new HandlersReader(consumer, side, findings);
    for (Method method : marked) {
      side.value(method).ifPresent(value -> reader.add(method, value));
    }
    if (side == Side.CLIENT) {
      reader.requireOneReadingOfText();
    }
    return new Handlers(reader.typed, reader.text, reader.bytes, reader.json);
  }

  private void add(Method method, String value) {
    Handler handler = HandlerReader.read(consumer, method, side, value, findings);
    if (!value.isEmpty()) {
      requireOne(typed.put(value, handler), handler, side.mark(value));
      return;
    }
    switch (handler.takes()) {
      case TEXT -> {
        requireOne(text, handler, side.mark("") + " for text");
        text = handler;
      }
      case BYTES -> {
        requireOne(bytes, handler, side.mark("") + " for bytes");
        bytes = handler;
      }
      case NOTHING, JSON, BOUND -> {
        requireOne(json, handler, side.mark("") + " for JSON objects");
        json = handler;
      }
    }
  }

  private void requireOne(@Nullable Handler before, Handler handler, String what) {
    if (before != null) {
      findings.fault(
          "has two handlers with %s, %s and %s".formatted(what, name(before), name(handler)),
          "one");
    }
  }

  /** What a client sends as text is JSON for all handlers, or text for all. */
  private void requireOneReadingOfText() {
    if (json != null && text != null) {
      findings.fault(
          "has two handlers for what no other takes, %s for JSON and %s for text"
              .formatted(name(json), name(text)),
          "one, or a type in the annotation of the first, since a text of the client is either");
    }
    Handler first = json == null ? typed.values().stream().findAny().orElse(null) : json;
    if (bytes != null && first != null) {
      findings.fault(
          "takes only JSON of its client, because of the handler %s, and %s takes bytes"
              .formatted(name(first), name(bytes)),
          "two consumers, or messages that are all of one kind");
    }
  }

  private String name(Handler handler) {
    return HandlerReader.name(consumer, handler.method());
  }
}
