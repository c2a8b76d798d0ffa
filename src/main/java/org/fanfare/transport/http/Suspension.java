package org.fanfare.transport.http;

/** What holds a request that waits, where that is not the container alone, such as JAX-RS. */
public interface Suspension {
  /**
   * Ends the request, whose response has been written; called once, by any thread, after the one
   * that brought the request has returned. It does not block: nothing is left to be written.
   *
   * @return whether it ended it; false if it was over before
   */
  boolean resume();
}
