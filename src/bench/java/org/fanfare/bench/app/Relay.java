package org.fanfare.bench.app;

import jakarta.annotation.security.PermitAll;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;

/** Gives the client the group of its URL, and does nothing else. */
@Route("/bench/relay/{group}")
@PermitAll
public class Relay implements Consumer {
  @Override
  public void connect(Connection client) {
    client.relay(client.scope().group("{group}"), new Start.Now());
  }
}
