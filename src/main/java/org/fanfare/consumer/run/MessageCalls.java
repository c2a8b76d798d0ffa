package org.fanfare.consumer.run;

import java.util.List;
import java.util.Optional;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.InvalidMessageException;
import org.fanfare.consumer.MessageValidation;
import org.fanfare.consumer.Problem;
import org.fanfare.consumer.Refused;
import org.fanfare.consumer.Scope;
import org.fanfare.consumer.TypedJson;
import org.fanfare.consumer.TypedText;
import org.fanfare.consumer.route.ConsumerType;
import org.fanfare.consumer.route.Handler;
import org.fanfare.consumer.route.Handlers;
import org.fanfare.log.Publication;
import org.fanfare.message.Message;
import org.fanfare.security.Decision;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handler of a message, and calls it with what it takes. Called by the callbacks of one
 * connection, one at a time.
 */
final class MessageCalls {
  private final TypedJson json;
  private final MessageValidation validation;
  private final ConsumerType type;
  private final Consumer consumer;

  MessageCalls(Services services, ConsumerType type, Consumer consumer) {
    this.json = services.json();
    this.validation = services.validation();
    this.type = type;
    this.consumer = consumer;
  }

  /** Calls the handler of a text that the client sent. */
  void fromClient(Connection client, String text) throws Exception {
    Handlers handlers = type.fromClient();
    if (!handlers.isJson()) {
      byClient(required(handlers.ofText(), "text"), text, null, client);
      return;
    }
    TypedText typed;
    try {
      typed = json.read(text);
    } catch (InvalidMessageException mistake) {
      throw new ClientMistakeException(mistake.problem(null));
    }
    Handler handler =
        handler(handlers, typed)
            .orElseThrow(
                () ->
                    new ClientMistakeException(
                        InvalidMessageException.unknownType(typed.type()).problem(null)));
    String about = typed.type();
    requireAccess(handler, client.scope(), about);
    Object message;
    try {
      message = message(handler, typed);
    } catch (InvalidMessageException mistake) {
      throw new ClientMistakeException(mistake.problem(about));
    }
    byClient(handler, message, about, client);
  }

  /** Calls the handler of bytes that the client sent. */
  void fromClient(Connection client, byte[] bytes) throws Exception {
    Handler handler = required(type.fromClient().ofBytes(), "bytes");
    requireAccess(handler, client.scope(), null);
    byClient(handler, bytes, null, client);
  }

  /** Calls the handler of a message that came from the layer; failures are the application's. */
  void fromLayer(Connection client, Message message, @Nullable Publication publication)
      throws Exception {
    Handlers handlers = type.fromLayer();
    Handler handler;
    Object content;
    switch (message.kind()) {
      case BYTES -> {
        handler = required(handlers.ofBytes(), "bytes");
        content = message.toBytes();
      }
      case TEXT -> {
        handler = required(handlers.ofText(), "text");
        content = message.text();
      }
      default -> {
        TypedText typed = json.read(message.text());
        handler =
            required(handler(handlers, typed), "messages of the type \"" + typed.type() + "\"");
        content = message(handler, typed);
      }
    }
    @Nullable Object[] arguments = handler.arguments(content, client, client.scope(), publication);
    validation.validate(consumer, handler.method(), arguments);
    handler.call(consumer, arguments);
  }

  private static Optional<Handler> handler(Handlers handlers, TypedText typed) {
    String type = typed.type();
    return type == null ? handlers.ofJson() : handlers.ofType(type);
  }

  private @Nullable Object message(Handler handler, TypedText typed) {
    return switch (handler.takes()) {
      case NOTHING, BYTES -> null;
      case TEXT, JSON, BOUND -> json.bind(typed, handler.type());
    };
  }

  private Handler required(Optional<Handler> handler, String what) {
    return handler.orElseThrow(
        () ->
            new IllegalStateException(
                "%s has no method that takes %s; give it one, or do not send them here"
                    .formatted(type.consumer().getName(), what)));
  }

  private static void requireAccess(Handler handler, Scope scope, @Nullable String about)
      throws ClientMistakeException {
    Decision decision = handler.access().decide(scope.user().isPresent(), scope::hasRole);
    if (decision == Decision.UNAUTHENTICATED) {
      throw new ClientMistakeException(
          new Problem(401, "unauthenticated", "log in to send this message", about, List.of()));
    }
    if (decision == Decision.REFUSED) {
      throw new ClientMistakeException(
          new Problem(403, "refused", "you may not send this message", about, List.of()));
    }
  }

  /**
   * Calls the handler for a message of the client. What the handler itself throws is a mistake of
   * the client only if it is a {@link Refused}, or a violation of the handler's parameters that the
   * container found.
   */
  private void byClient(
      Handler handler, @Nullable Object message, @Nullable String about, Connection client)
      throws Exception {
    @Nullable Object[] arguments = handler.arguments(message, client, client.scope(), null);
    try {
      validation.validate(consumer, handler.method(), arguments);
    } catch (InvalidMessageException mistake) {
      throw new ClientMistakeException(mistake.problem(about));
    }
    try {
      handler.call(consumer, arguments);
    } catch (Refused refused) {
      throw new ClientMistakeException(
          new Problem(refused.status(), refused.code(), refused.detail(), about, List.of()));
    } catch (Exception failure) {
      Optional<InvalidMessageException> mistake = validation.mistake(handler.method(), failure);
      if (mistake.isPresent()) {
        throw new ClientMistakeException(mistake.get().problem(about));
      }
      throw failure;
    }
  }
}
