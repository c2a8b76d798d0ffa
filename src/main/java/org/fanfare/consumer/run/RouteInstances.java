package org.fanfare.consumer.run;

import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;

/**
 * Makes the instances of consumers, and tells what fails while there is no connection: constructors
 * and plain requests. Safe for use by any thread.
 */
public final class RouteInstances {
  private final Failures failures;

  RouteInstances(Failures failures) {
    this.failures = failures;
  }

  /**
   * Makes an instance for one connection, or one plain request.
   *
   * @throws ProblemException if it cannot be made, which is told
   */
  public Instances.Made make(ConsumerRoute route) {
    try {
      return route.instances().make();
    } catch (RuntimeException | Error failure) {
      failed(route, "the constructor", "", failure);
      throw failed().thrown();
    }
  }

  /**
   * Counts a failure, and tells it.
   *
   * @param callback what failed
   * @param whom whom it was for, as it follows the name of the route in the log; may be empty
   */
  public void failed(ConsumerRoute route, String callback, String whom, Throwable failure) {
    route.statistics().failed();
    failures.tell(
        route.type().consumer(), callback, "the route " + route.type().path() + whom, failure);
  }

  /** Returns what a client is told of a failure. */
  public static Problem failed() {
    return new Problem(Status.ERROR, "the application failed");
  }
}
