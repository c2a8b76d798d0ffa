package org.fanfare.consumer.run;

/**
 * What waits on the connections of one route at a moment. Immutable.
 *
 * @param inbox the messages of the client that wait for callbacks, on the connection that has most
 * @param outgoing the messages to the client that have not left or, in a session, are not
 *     acknowledged, on the connection that has most
 * @param paused the connections on which no callback begins until the client has read more
 * @param uncarried the sessions that nothing carries, such as those between two polls
 */
public record Backlog(int inbox, int outgoing, int paused, int uncarried) {
  /** Looks at each of the connections; those that begin or end meanwhile may be left out. */
  static Backlog of(Iterable<ConsumerConnection> connections) {
    int inbox = 0;
    int outgoing = 0;
    int paused = 0;
    int uncarried = 0;
    for (ConsumerConnection each : connections) {
      inbox = Math.max(inbox, each.callbacks().waitingMessages());
      outgoing = Math.max(outgoing, each.link().waiting());
      paused += each.callbacks().isPaused() ? 1 : 0;
      uncarried += each.link().isCarried() ? 0 : 1;
    }
    return new Backlog(inbox, outgoing, paused, uncarried);
  }
}
