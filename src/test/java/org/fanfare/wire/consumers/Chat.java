package org.fanfare.wire.consumers;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.Scope;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;

/** A room. The last 50 lines greet whoever enters; what one says goes to all who are in it. */
@Route("/chat/{room}")
@PermitAll
public class Chat implements Consumer {
  /** What one says. */
  public record Say(@NotBlank @Size(max = 500) String text) {}

  /** What one has said. */
  public record Said(String who, String text) {}

  /** Somebody. */
  public record Who(String who) {}

  private GroupName room; // one instance, one connection: plain fields are its state
  private GroupName
      typing; // has a log of its own, so that it does not push lines out of the room's
  private String who;

  @Override
  public void connect(Connection client) {
    Scope scope = client.scope();
    who = scope.user().or(() -> scope.query("name")).orElse("guest");
    room = scope.group("chat.{room}");
    typing = scope.group("typing.{room}");
    client.relay(room, new Start.Newest(50));
    client.relay(typing, new Start.Now());
    client.publish(room, "entered", new Who(who));
  }

  @FromClient("say")
  void say(@Valid Say say, Connection client) {
    client.publish(room, "said", new Said(who, say.text()));
  }

  @FromClient("typing")
  void typing(Connection client) {
    client.publish(typing, "typing", new Who(who));
  }

  @Override
  public void disconnect(Ended why, Connection client) {
    client.publish(room, "left", new Who(who));
  }
}
