package org.fanfare.demo;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.PlainHttp;
import org.fanfare.consumer.Refused;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;

/**
 * A room to talk in. The last 50 lines greet whoever enters, and everybody sees who comes, goes and
 * types.
 *
 * <p>Whoever has logged in to the application is here by the name of that login. Everybody else is
 * a guest, who gives a name before speaking, and is marked as a guest in all that the others read:
 * so nobody can pass as a user.
 *
 * <p>Each connection has an instance of its own, whose callbacks are called one at a time.
 */
@Route("/demo/chat/{room}")
@PermitAll
public class Chat implements Consumer, PlainHttp {
  private static final DemoPage PAGE = new DemoPage("chat", "Chat");

  /** 1 to 40 characters, one of them visible; no line breaks, no controls, none of direction. */
  private static final String NAME =
      "(?=.*[\\p{L}\\p{N}\\p{P}\\p{S}])"
          + "[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069]{1,40}";

  /** How a guest wants to be called. */
  public record Call(
      @NotNull
          @Pattern(
              regexp = NAME,
              message = "must have 1 to 40 characters, and no control characters among them")
          String name) {}

  /** What one says. */
  public record Say(@NotBlank @Size(max = 500) String text) {}

  /**
   * Somebody who is here.
   *
   * @param id of the connection, for two guests may have the same name
   * @param name empty for a guest who has not given one yet
   * @param guest whether it is somebody who has not logged in
   */
  public record Who(String id, String name, boolean guest) {}

  /** What one has said. */
  public record Said(Who who, String text, Instant at) {}

  /** Somebody has come, has left, or is typing. */
  public record Seen(Who who, Instant at) {}

  /** A guest has another name now. */
  public record Renamed(Who who, String before, Instant at) {}

  private final String id = UUID.randomUUID().toString();
  private String name = "";

  @Override
  public void connect(Connection client) {
    client.relay(lines(client), new Start.Newest(50));
    client.relay(people(client), new Start.Now());
    name = client.scope().user().orElse("");
    client.send("you", me(client));
    if (hasName()) {
      client.publish(people(client), "came", seen(client));
    }
  }

  @FromClient("call")
  void call(@Valid Call call, Connection client) {
    if (!me(client).guest()) {
      throw new Refused(409, "logged-in", "you are here by the name of your login");
    }
    String before = name;
    name = call.name().strip();
    client.send("you", me(client));
    if (before.isEmpty()) {
      client.publish(people(client), "came", seen(client));
    } else if (!before.equals(name)) {
      Renamed renamed = new Renamed(me(client), before, Instant.now());
      client.publish(people(client), "renamed", renamed);
    }
  }

  @FromClient("say")
  void say(@Valid Say say, Connection client) {
    if (!hasName()) {
      throw new Refused(409, "no-name", "give a name first: {\"type\":\"call\",\"name\":\"Ann\"}");
    }
    client.publish(lines(client), "said", new Said(me(client), say.text(), Instant.now()));
  }

  @FromClient("types")
  void types(Connection client) {
    if (hasName()) {
      client.publish(people(client), "types", seen(client));
    }
  }

  @Override
  public void disconnect(Ended why, Connection client) {
    if (hasName()) {
      client.publish(people(client), "left", seen(client));
    }
  }

  private boolean hasName() {
    return !name.isEmpty();
  }

  private Who me(Connection client) {
    return new Who(id, name, client.scope().user().isEmpty());
  }

  private Seen seen(Connection client) {
    return new Seen(me(client), Instant.now());
  }

  private static GroupName lines(Connection client) {
    return client.scope().group("demo-chat.{room}");
  }

  /** Has a log of its own, so that who comes and types pushes no lines out of that of the room. */
  private static GroupName people(Connection client) {
    return client.scope().group("demo-people.{room}");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    PAGE.send(request, response);
  }
}
