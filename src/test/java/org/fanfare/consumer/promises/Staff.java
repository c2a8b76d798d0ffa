package org.fanfare.consumer.promises;

import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;

/** For those in the role {@code staff}. */
@Route("/promises/staff")
@RolesAllowed("staff")
@DeclareRoles("night")
public class Staff implements Consumer {
  /** A role. */
  public record Role(String name) {}

  /** Whether somebody is in it. */
  public record Answer(String user, String has) {}

  @FromClient("boss")
  @RolesAllowed("boss")
  void boss(Connection client) {
    client.send("boss", null);
  }

  @FromClient("has")
  void has(Role role, Connection client) {
    String user = client.scope().user().orElse("a guest");
    client.send("has", new Answer(user, answer(role, client)));
  }

  private static String answer(Role role, Connection client) {
    try {
      return Boolean.toString(client.scope().hasRole(role.name()));
    } catch (IllegalArgumentException notAsked) {
      return "not asked";
    }
  }
}
