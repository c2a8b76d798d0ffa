package sample;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.Sender;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;

/** A room. What is said is kept in the database, and the last 50 lines greet whoever enters. */
@Route("/chat/{room}")
@RolesAllowed("**") // whoever has logged in
public class Chat implements Consumer {
  /** What one says. */
  public record Say(@NotBlank @Size(max = 500) String text) {}

  /** What one has said. */
  public record Said(long id, String who, String text) {}

  @Inject Lines lines;
  @Inject Sender sender;
  private GroupName group;
  private String room;
  private String who;

  @Override
  public void connect(Connection client) {
    room = client.scope().path("room");
    if (!room.matches("[a-z]{1,20}")) {
      throw client.refuse(404, "no-room", "the name of a room is 1 to 20 of the letters a to z");
    }
    who = client.scope().user().orElseThrow();
    group = client.scope().group("chat.{room}");
    client.relay(group, new Start.Now()); // first, so that no line is missed between the two
    lines.newest(room, 50).forEach(said -> client.send("said", said));
  }

  @FromClient("say")
  @Transactional
  void say(@Valid Say say) {
    Said said = lines.save(room, who, say.text());
    sender.afterCommit().publish(group, "said", said);
  }
}
