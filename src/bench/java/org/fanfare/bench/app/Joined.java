package org.fanfare.bench.app;

import jakarta.annotation.security.PermitAll;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.FromLayer;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;

/**
 * Joins the group of its URL, has a field and handlers: what a consumer needs that does more than
 * relay.
 */
@Route("/bench/joined/{group}")
@PermitAll
public class Joined implements Consumer {
  private String last = "";

  @Override
  public void connect(Connection client) {
    client.join(client.scope().group("{group}"), new Start.Now());
  }

  @FromLayer
  void published(String text, Connection client) {
    last = text;
    client.send(text);
  }

  @FromClient
  void text(String text, Connection client) {
    client.send(last);
  }
}
