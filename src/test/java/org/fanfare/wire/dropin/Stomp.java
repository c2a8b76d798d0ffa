package org.fanfare.wire.dropin;

import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.FromLayer;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;
import org.fanfare.log.Publication;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/** STOMP 1.2, of which a client connects, subscribes to destinations, and sends to them. */
@Route(value = "/stomp", subprotocols = "v12.stomp")
@PermitAll
public class Stomp implements Consumer {
  private final Map<GroupName, String> subscriptions = new LinkedHashMap<>();

  @Override
  public void connect(Connection client) {
    client.accept("v12.stomp");
  }

  @FromClient
  void frame(String text, Connection client) {
    if (text.isBlank()) {
      return; // a heartbeat
    }
    int bodyAt = text.indexOf("\n\n") + 2;
    String[] head = text.substring(0, bodyAt - 2).split("\n", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < head.length; i++) {
      String[] line = head[i].split(":", 2);
      headers.putIfAbsent(line[0], line[1]);
    }
    String body = text.substring(bodyAt, text.lastIndexOf('\0'));
    switch (head[0]) {
      case "CONNECT", "STOMP" -> client.send("CONNECTED\nversion:1.2\nheart-beat:0,0\n\n\0");
      case "SUBSCRIBE" -> {
        GroupName group = group(headers);
        subscriptions.put(group, String.valueOf(headers.get("id")));
        client.join(group, new Start.Now());
        receipt(headers, client);
      }
      case "SEND" -> {
        client.publish(group(headers), Message.text(body));
        receipt(headers, client);
      }
      case "DISCONNECT" -> receipt(headers, client);
      default -> client.send("ERROR\nmessage:" + head[0] + " is not spoken here\n\n\0");
    }
  }

  private static GroupName group(Map<String, String> headers) {
    return new GroupName("stomp" + String.valueOf(headers.get("destination")).replace('/', '.'));
  }

  private static void receipt(Map<String, String> headers, Connection client) {
    if (headers.containsKey("receipt")) {
      client.send("RECEIPT\nreceipt-id:" + headers.get("receipt") + "\n\n\0");
    }
  }

  @FromLayer
  void said(String text, @Nullable Publication publication, Connection client) {
    if (publication != null) {
      client.send(
          "MESSAGE\nsubscription:%s\nmessage-id:%d\ndestination:%s\n\n%s\0"
              .formatted(
                  subscriptions.get(publication.group()),
                  publication.position().offset(),
                  publication.group().value().substring("stomp".length()).replace('.', '/'),
                  text));
    }
  }
}
