package org.fanfare.consumer.test;

import org.fanfare.connection.Transport;

/** The promises of consumers, in the test kit, over sessions that a WebSocket carries. */
final class SocketSessionPromisesTest extends SessionPromisesInKit {
  SocketSessionPromisesTest() {
    super(Transport.WEBSOCKET);
  }
}
