package org.fanfare.consumer.run;

/** Is told what the callbacks of consumers throw. Safe for use by any thread. */
@FunctionalInterface
public interface Failures {
  /**
   * A callback threw.
   *
   * @param consumer the class of the consumer
   * @param callback the callback that threw
   * @param what the route, the user and the connection, for the log
   */
  void tell(Class<?> consumer, String callback, String what, Throwable failure);
}
