package org.fanfare.consumer.test;

import org.fanfare.connection.Transport;
import org.fanfare.consumer.promises.ConsumerPromises;
import org.fanfare.consumer.promises.Conversation;
import org.fanfare.consumer.promises.Venue;
import org.junit.jupiter.api.AfterEach;

/** The promises of consumers, in the test kit, to clients with a session over one transport. */
abstract class SessionPromisesInKit extends ConsumerPromises {
  private final PromisesKit kit = new PromisesKit();

  @AfterEach
  void nothingFailedUnseen() {
    kit.close();
  }

  private final Transport transport;

  SessionPromisesInKit(Transport transport) {
    this.transport = transport;
  }

  @Override
  protected Conversation connect(Who who, String path, String... subprotocols) {
    TestClient client = kit.caller(who).subprotocols(subprotocols).connect(path);
    return new PromisesKit.OfKit(client.comesBackOver(transport));
  }

  @Override
  protected String refusal(Who who, String path) {
    return kit.refusal(kit.caller(who), path);
  }

  @Override
  protected Venue venue() {
    return kit;
  }
}
