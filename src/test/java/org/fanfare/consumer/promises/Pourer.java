package org.fanfare.consumer.promises;

import jakarta.annotation.security.PermitAll;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;

/** Sends more than a client reads. */
@Route("/promises/pourer/{id}")
@PermitAll
public class Pourer implements Consumer {
  private static final int MOST = 5_000;
  private static final String MUCH = "x".repeat(16_000);

  private boolean poured;

  @FromClient
  void text(String text, Connection client) {
    if (text.equals("pour")) {
      int sent = 0;
      while (sent < MOST && client.send(MUCH)) {
        sent++;
      }
      poured = true;
    } else {
      client.send(MUCH);
    }
  }

  @Override
  public void disconnect(Ended why, Connection client) {
    String id = client.scope().path("id");
    Journal.note(id, why.status().word() + (poured ? " after pouring" : ""));
    Journal.note(id, client.send("more") ? "sends on" : "sends no more");
  }
}
