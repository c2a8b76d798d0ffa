package org.fanfare.consumer.route;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.Scope;
import org.fanfare.log.Publication;
import org.jspecify.annotations.Nullable;

/** A method of a consumer that takes messages. Immutable; safe for use by any thread. */
public final class Handler {
  /** What a parameter is. */
  public enum Parameter {
    /** The message. */
    MESSAGE,
    /** The {@link Connection}. */
    CONNECTION,
    /** The {@link Scope} of the connection. */
    SCOPE,
    /** The {@link Publication}; null for a message that was sent to the channel. */
    PUBLICATION
  }

  /** As what a handler takes a message. */
  public enum Takes {
    /** Not at all: it has no parameter for it. */
    NOTHING,
    /** As a {@link String}: the text, or the whole JSON object as text. */
    TEXT,
    /** As a {@code byte[]}. */
    BYTES,
    /** As a {@code jakarta.json.JsonObject}. */
    JSON,
    /** As what JSON-B makes of the JSON object. */
    BOUND
  }

  private final Method method;
  private final List<Parameter> parameters;
  private final Takes takes;
  private final Type type;
  private final RouteAccess access;

  /** Makes the method callable, whatever its visibility and that of its class are. */
  Handler(Method method, List<Parameter> parameters, Takes takes, Type type, RouteAccess access) {
    this.method = method;
    this.parameters = List.copyOf(parameters);
    this.takes = takes;
    this.type = type;
    this.access = access;
    method.setAccessible(true);
  }

  /** Returns the method. */
  public Method method() {
    return method;
  }

  /** Returns what its parameters are, in their order; at most one is the message. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Returns as what it takes the message. */
  public Takes takes() {
    return takes;
  }

  /**
   * Returns the type of the parameter for the message, with its type arguments; {@code void} if
   * there is none. If the message is {@link Takes#BOUND}, JSON-B is to make it.
   */
  public Type type() {
    return type;
  }

  /** Returns who may send its messages, of those who may connect. */
  public RouteAccess access() {
    return access;
  }

  /**
   * Calls the method of an instance, whose class may be a subclass that a container has made of the
   * consumer's.
   *
   * @param message the message, as {@link #takes} says; of no meaning if it takes none
   * @param publication the publication that brought the message; null if none did
   * @throws Exception what the method throws, as it is; an {@link Error}, too
   */
  public void call(
      Consumer instance,
      @Nullable Object message,
      Connection client,
      Scope scope,
      @Nullable Publication publication)
      throws Exception {
    call(instance, arguments(message, client, scope, publication));
  }

  /**
   * Calls the method with the {@link #arguments}, for those who have validated them.
   *
   * @throws Exception what the method throws, as it is; an {@link Error}, too
   */
  public void call(Consumer instance, @Nullable Object[] arguments) throws Exception {
    try {
      method.invoke(instance, arguments);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getTargetException();
      if (thrown instanceof Exception exception) {
        throw exception;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
      throw new UndeclaredThrowableException(thrown);
    }
  }

  /** Returns the arguments of a call, in the order of the parameters. */
  public @Nullable Object[] arguments(
      @Nullable Object message, Connection client, Scope scope, @Nullable Publication publication) {
    @Nullable Object[] arguments = new @Nullable Object[parameters.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] =
          switch (parameters.get(i)) {
            case MESSAGE -> message;
            case CONNECTION -> client;
            case SCOPE -> scope;
            case PUBLICATION -> publication;
          };
    }
    return arguments;
  }
}
