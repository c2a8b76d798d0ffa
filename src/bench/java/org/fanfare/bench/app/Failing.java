package org.fanfare.bench.app;

import jakarta.annotation.security.PermitAll;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;

/** Fails where the client wants it: in {@code connect}, or when a text comes. */
@Route("/bench/failing/{where}")
@PermitAll
public class Failing implements Consumer {
  @Override
  public void connect(Connection client) {
    if (client.scope().path("where").equals("connect")) {
      throw new IllegalStateException("as was asked for");
    }
  }

  @FromClient
  void text(String text, Connection client) {
    throw new IllegalStateException("as was asked for: " + text.length());
  }
}
