package org.fanfare.wire.consumers;

import jakarta.annotation.security.PermitAll;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;

/** Sends back what comes, text as text and bytes as bytes. */
@Route(value = "/parrot", subprotocols = "parrot.v2")
@PermitAll
public class Parrot implements Consumer {
  @Override
  public void connect(Connection client) {
    if (client.scope().subprotocols().contains("parrot.v2")) {
      client.accept("parrot.v2");
    }
  }

  @FromClient
  void text(String text, Connection client) {
    client.send(text);
  }

  @FromClient
  void bytes(byte[] bytes, Connection client) {
    client.send(bytes);
  }
}
