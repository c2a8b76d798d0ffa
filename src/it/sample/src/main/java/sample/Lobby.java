package sample;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;

/** Whoever comes reads the last 50 lines; what one says goes to everyone who is here. */
@Route("/lobby")
@PermitAll
public class Lobby implements Consumer {
  private static final GroupName LOBBY = new GroupName("lobby");

  /** A line. */
  public record Line(@NotBlank @Size(max = 500) String text) {}

  @Override
  public void connect(Connection client) {
    client.relay(LOBBY, new Start.Newest(50));
  }

  @FromClient("say")
  void say(@Valid Line line, Connection client) {
    client.publish(LOBBY, "said", line);
  }
}
