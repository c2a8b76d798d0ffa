package org.fanfare.consumer.test;

import org.fanfare.consumer.promises.BareSocketPromises;
import org.fanfare.consumer.promises.Conversation;
import org.fanfare.consumer.promises.Venue;
import org.junit.jupiter.api.AfterEach;

/** The promises of consumers, in the test kit, to clients with a bare WebSocket. */
final class ConsumerPromisesTest extends BareSocketPromises {
  private final PromisesKit kit = new PromisesKit();

  @AfterEach
  void nothingFailedUnseen() {
    kit.close();
  }

  @Override
  protected Conversation connect(Who who, String path, String... subprotocols) {
    return new PromisesKit.OfKit(kit.caller(who).bare().subprotocols(subprotocols).connect(path));
  }

  @Override
  protected String refusal(Who who, String path) {
    return kit.refusal(kit.caller(who).bare(), path);
  }

  @Override
  protected Venue venue() {
    return kit;
  }
}
