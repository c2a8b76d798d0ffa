package org.fanfare.bench.app;

import jakarta.annotation.security.PermitAll;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;

/** Sends every text back. */
@Route("/bench/echo")
@PermitAll
public class Echo implements Consumer {
  @FromClient
  void text(String text, Connection client) {
    client.send(text);
  }
}
