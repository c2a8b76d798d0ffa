package org.fanfare.wire.dropin;

import jakarta.annotation.security.PermitAll;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;

/**
 * The protocol {@code graphql-transport-ws}: whatever is subscribed to counts to three, and then it
 * is complete.
 */
@Route(value = "/graphql", subprotocols = "graphql-transport-ws")
@PermitAll
public class Graphql implements Consumer {
  private static final int LAST = 3;

  /** An operation of which the client is told. */
  public record Operation(String id) {}

  @Override
  public void connect(Connection client) {
    client.accept("graphql-transport-ws");
  }

  @FromClient("connection_init")
  void begin(Connection client) {
    client.send("connection_ack", null);
  }

  @FromClient("ping")
  void ping(Connection client) {
    client.send("pong", null);
  }

  @FromClient("subscribe")
  void subscribe(JsonObject asked, Connection client) {
    String id = asked.getString("id");
    for (int i = 1; i <= LAST; i++) {
      client.send(
          Json.createObjectBuilder()
              .add("type", "next")
              .add("id", id)
              .add(
                  "payload",
                  Json.createObjectBuilder()
                      .add("data", Json.createObjectBuilder().add("count", i)))
              .build()
              .toString());
    }
    client.send("complete", new Operation(id));
  }

  @FromClient("complete")
  void complete() {
    // the client wants no more of an operation, of which there is no more
  }
}
