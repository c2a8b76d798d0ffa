package org.fanfare.consumer.run;

import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/** Remembers what its client says, and sends it back; relays one group. */
@Route("/conversation")
@PermitAll
class Conversation implements Consumer {
  static final GroupName GROUP = new GroupName("any.news");

  final List<String> heard = new ArrayList<>();
  final List<String> said = new ArrayList<>();
  final List<Ended> ends = new ArrayList<>();
  private @Nullable Connection client;

  @Override
  public void connect(Connection opened) {
    client = opened;
    opened.relay(GROUP, new Start.Now());
  }

  Connection client() {
    return Objects.requireNonNull(client);
  }

  /** Sends something of its own. */
  boolean says(String text) {
    boolean sent = client().send(text);
    if (sent) {
      said.add(text);
    }
    return sent;
  }

  @FromClient
  void text(String text, Connection from) {
    heard.add(text);
    switch (text) {
      case "throw" -> throw new IllegalStateException("for this test");
      case "close" -> {
        says("good bye");
        from.close(4000, "enough");
      }
      case "end" -> from.close();
      default -> says("you said " + text);
    }
  }

  @FromClient
  void bytes(byte[] bytes, Connection from) {
    from.send(bytes);
  }

  @Override
  public void disconnect(Ended why, Connection from) {
    ends.add(why);
  }
}
