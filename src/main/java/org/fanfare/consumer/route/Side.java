package org.fanfare.consumer.route;

import java.lang.reflect.Method;
import java.util.Optional;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.FromLayer;

/** Where the messages of a handler come from. */
enum Side {
  /** The client: a text frame is either JSON or text, whichever the consumer takes. */
  CLIENT("@FromClient", "a Connection and a Scope"),
  /** The channel layer: a message says whether it is text, JSON or bytes. */
  LAYER("@FromLayer", "a Connection, a Scope and a Publication");

  private final String mark;
  private final String others;

  Side(String mark, String others) {
    this.mark = mark;
    this.others = others;
  }

  /**
   * Returns the type of the messages that a method takes from this side; empty if it takes none.
   */
  Optional<String> value(Method method) {
    return switch (this) {
      case CLIENT ->
          Optional.ofNullable(method.getDeclaredAnnotation(FromClient.class))
              .map(FromClient::value);
      case LAYER ->
          Optional.ofNullable(method.getDeclaredAnnotation(FromLayer.class)).map(FromLayer::value);
    };
  }

  /** Returns the annotation as one writes it. */
  String mark(String value) {
    return mark + (value.isEmpty() ? "" : "(\"" + value + "\")");
  }

  /** Returns which parameters a handler may have. */
  String parameters() {
    return "one for the message (String, byte[], JsonObject or a class of your own, of which JSON-B"
        + " makes an object), "
        + others;
  }
}
