package org.fanfare.consumer.run;

import org.fanfare.connection.Transport;
import org.jspecify.annotations.Nullable;

/**
 * What carries a session, and what carried it before. Not safe for use by several threads: its link
 * guards it.
 */
final class Carriage {
  private @Nullable Carrier current;
  private Transport transport;
  private boolean hasBegun;

  /**
   * Nothing carries it yet.
   *
   * @param transport that of the carrier that is expected
   */
  Carriage(Transport transport) {
    this.transport = transport;
  }

  /** Returns what carries it now, or null. */
  @Nullable Carrier current() {
    return current;
  }

  /** Returns the transport that carries it now, or carried it last. */
  Transport transport() {
    return transport;
  }

  /**
   * A carrier takes over.
   *
   * @return whether the session was resumed: neither does it begin, nor does one poll follow
   *     another
   */
  boolean takeOver(Carrier newcomer) {
    boolean pollsAgain = transport == Transport.POLL && newcomer.transport() == Transport.POLL;
    boolean resumed = hasBegun && !pollsAgain;
    current = newcomer;
    transport = newcomer.transport();
    hasBegun = true;
    return resumed;
  }

  /** Nothing carries it now. */
  void lose() {
    current = null;
  }
}
