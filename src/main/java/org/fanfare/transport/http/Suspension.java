package org.fanfare.transport.http;

/** Something other than the container that has suspended a request, such as JAX-RS. */
public interface Suspension {
  /**
   * Ends the request, whose response has been written. Called once, by any thread, after the thread
   * that brought the request has returned. It does not block, because nothing is left to be
   * written.
   *
   * @return true if this call ended the request; false if it was over before
   */
  boolean resume();
}
