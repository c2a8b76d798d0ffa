package org.fanfare.consumer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Validates the arguments of the methods that handle messages, by Jakarta Validation where there is
 * one. Safe for use by any thread.
 *
 * <pre>{@code
 * validation.validate(consumer, handler, arguments);
 * try {
 *   invoke(handler, consumer, arguments);
 * } catch (RuntimeException failure) {
 *   throw validation.mistake(handler, failure).map(RuntimeException.class::cast).orElse(failure);
 * }
 * }</pre>
 */
public interface MessageValidation extends AutoCloseable {
  /** Finds nothing wrong. */
  MessageValidation NONE =
      new MessageValidation() {
        @Override
        public void validate(Object consumer, Method handler, Object[] arguments) {}

        @Override
        public Optional<InvalidMessageException> mistake(Method handler, Throwable failure) {
          return Optional.empty();
        }

        @Override
        public void close() {}
      };

  /**
   * Returns the validation of the application whose thread calls: by the container's factory of
   * validators, or else by one of its own; {@link #NONE} if Jakarta Validation is not on the class
   * path or cannot be started.
   */
  static MessageValidation ofApplication() {
    Logger log = System.getLogger(MessageValidation.class.getName());
    try {
      return BeanValidation.ofApplication(); // the only class that knows Jakarta Validation
    } catch (LinkageError e) {
      log.log(Level.DEBUG, "messages are not validated: Jakarta Validation is not there", e);
    } catch (RuntimeException e) {
      log.log(Level.INFO, "Messages are not validated, since Jakarta Validation does not start", e);
    }
    return NONE;
  }

  /**
   * Validates the arguments of a handler before it is called.
   *
   * @param consumer the object on which it is to be called
   * @param arguments one for each parameter, in order
   * @throws InvalidMessageException with {@code invalid-message} if a constraint of a parameter is
   *     violated
   */
  void validate(Object consumer, Method handler, Object[] arguments);

  /**
   * Returns the client's mistake that a handler's failure tells of: all of it are violations of the
   * handler's own parameters, found by an interceptor of the container. Violations from calls that
   * the handler makes are not the client's, and give empty, as does any other failure.
   */
  Optional<InvalidMessageException> mistake(Method handler, Throwable failure);

  /** Lets go of what was made for it. */
  @Override
  void close();
}
