package org.fanfare.consumer.test;

import org.fanfare.connection.Transport;

/** The promises of consumers, in the test kit, over sessions that polls carry. */
final class PollSessionPromisesTest extends SessionPromisesInKit {
  PollSessionPromisesTest() {
    super(Transport.POLL);
  }
}
