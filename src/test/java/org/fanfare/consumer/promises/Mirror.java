package org.fanfare.consumer.promises;

import jakarta.annotation.security.PermitAll;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;

/** Sends back the texts that come, and takes no bytes. */
@Route(value = "/promises/mirror", subprotocols = "mirror.v2")
@PermitAll
public class Mirror implements Consumer {
  @Override
  public void connect(Connection client) {
    if (client.scope().subprotocols().contains("mirror.v2")) {
      client.accept("mirror.v2");
    }
    client.send("first");
    client.send("second");
  }

  @FromClient
  void text(String text, Connection client) {
    if (text.equals("close")) {
      client.send("before the end");
      client.close(4321, "enough");
    }
    client.send(text);
  }
}
