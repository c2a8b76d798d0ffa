package org.fanfare.consumer.promises;

import jakarta.annotation.security.PermitAll;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.FromLayer;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;
import org.fanfare.log.Gap;
import org.fanfare.log.Publication;
import org.fanfare.message.GroupName;

/** Does with its group and its channel what it is told. */
@Route("/promises/clerk/{group}")
@PermitAll
public class Clerk implements Consumer {
  /** A text. */
  public record Text(String text) {}

  /** A number. */
  public record Count(int count) {}

  private GroupName group;

  @Override
  public void connect(Connection client) {
    group = client.scope().group("promises.{group}");
  }

  @FromClient("relay")
  void relay(Connection client) {
    client.relay(group, new Start.Now());
  }

  @FromClient("join")
  void join(Connection client) {
    client.join(group, new Start.Now());
  }

  @FromClient("leave")
  void leave(Connection client) {
    client.leave(group);
  }

  @FromClient("publish")
  void publish(Text text, Connection client) {
    client.publish(group, "news", text);
  }

  @FromClient("send-then-publish")
  void sendThenPublish(Text text, Connection client) {
    client.send("sent", text);
    client.publish(group, "news", text);
  }

  @FromClient("mail")
  void mail(Text text, Connection client) {
    client.sendTo(client.channel(), "letter", text);
  }

  @FromClient("relay-many")
  void relayMany(Count many, Connection client) {
    for (int i = 0; i < many.count(); i++) {
      client.relay(new GroupName(group + "." + i), new Start.Now());
    }
  }

  @FromLayer("news")
  void news(Text news, Publication publication, Connection client) {
    client.send("heard", new Text(news.text() + " at " + publication.offset()));
  }

  @FromLayer("letter")
  void letter(Text letter, Publication publication, Connection client) {
    client.send("letter", new Text(letter.text() + (publication == null ? "" : " of a group")));
  }

  @Override
  public void missed(Gap gap, Connection client) {
    client.send("missed", new Text(gap.first() + " to " + gap.last()));
  }

  @Override
  public void disconnect(Ended why, Connection client) {
    boolean sent = client.send("late", null);
    client.publish(group, "news", new Text("farewell, " + (sent ? "sent" : "not sent")));
  }
}
