package org.fanfare.consumer.test;

import org.fanfare.connection.Transport;

/** The promises of consumers, in the test kit, over sessions that streams carry. */
final class StreamSessionPromisesTest extends SessionPromisesInKit {
  StreamSessionPromisesTest() {
    super(Transport.SSE);
  }
}
