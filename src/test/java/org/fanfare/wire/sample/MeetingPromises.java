package org.fanfare.wire.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.wire.sample.Visitor.heard;
import static org.fanfare.wire.sample.Visitor.next;
import static org.fanfare.wire.sample.Visitor.said;
import static org.fanfare.wire.sample.Visitor.say;

import java.io.IOException;
import java.util.Map;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;

/** What the sample promises of who meets whom, and of who may not, by whatever way they come. */
final class MeetingPromises {
  private MeetingPromises() {}

  static void guestsMeetInTheLobby(Server server, String hello) throws IOException {
    Visitor guest = Visitor.guest(server);
    try (RawSocket one = guest.open("lobby");
        RawSocket other = guest.open("lobby")) {
      say(one, hello);

      assertThat(heard(one, hello)).isEqualTo(Map.of("type", "said", "text", hello));
      assertThat(heard(other, hello)).isEqualTo(Map.of("type", "said", "text", hello));
    }
    assertThat(guest.get("").body()).contains("<title>The lobby</title>");
  }

  /** In a room that nobody has entered. */
  static void twoChatOverTwoTransports(Server server, String room) throws IOException {
    PolledSession bob = new PolledSession(Visitor.user(server, "bob"), "chat/" + room);
    try (RawSocket anna = Visitor.user(server, "anna").open("chat/" + room)) {
      say(anna, "hello");

      Map<String, Object> hello = next(anna);
      assertThat(hello).containsEntry("who", "anna").containsEntry("text", "hello");
      assertThat(bob.next()).isEqualTo(hello);

      bob.send(said("hello to you"));

      Map<String, Object> answer = bob.next();
      assertThat(answer).containsEntry("who", "bob").containsEntry("text", "hello to you");
      assertThat(next(anna)).isEqualTo(answer);
    }
  }

  static void whoIsNotLoggedInOrAsksForWhatIsNotIsRefused(Server server) throws IOException {
    Visitor guest = Visitor.guest(server);
    Visitor anna = Visitor.user(server, "anna");

    assertThat(anna.get("chat/hall").problem()).isEqualTo("426 upgrade-required");
    assertThat(guest.order("anything", "carla")).isEqualTo(401);
    try (RawSocket chat = guest.upgrade("chat/hall");
        RawSocket notifications = guest.upgrade("notifications");
        RawSocket room = anna.upgrade("chat/Hall")) {
      assertThat(chat.refusal()).isEqualTo("401 unauthenticated");
      assertThat(notifications.refusal()).isEqualTo("401 unauthenticated");
      assertThat(room.refusal()).isEqualTo("404 no-room");
    }
  }

  static void aWrongPasswordLetsNobodyIn(Server server) throws IOException {
    Visitor nobody = Visitor.guest(server);
    nobody.get("room");

    assertThat(nobody.logIn("anna", "anna").body()).contains("<title>Log in</title>");

    assertThat(nobody.get("room").body()).contains("<title>Log in</title>");
    try (RawSocket refused = nobody.upgrade("chat/hall")) {
      assertThat(refused.refusal()).isEqualTo("401 unauthenticated");
    }
  }

  static void theConnectionsOfOneWhoLogsOutEnd(Server server, String room) throws IOException {
    Visitor anna = Visitor.user(server, "anna");
    Visitor bob = Visitor.user(server, "bob");
    try (RawSocket chat = anna.open("chat/" + room);
        RawSocket notifications = anna.open("notifications");
        RawSocket other = bob.open("chat/" + room)) {
      assertThat(anna.post("logout", "text/plain", "").body()).contains("<title>The lobby</title>");

      // a server that closes the sockets of an HTTP session itself may be first, and gives no
      // reason
      assertThat(chat.closing()).matches("1008 (logged-out)?");
      assertThat(notifications.closing()).matches("1008 (logged-out)?");
      assertThat(anna.get("room").body()).contains("<title>Log in</title>");
      say(other, "still here");
      assertThat(next(other)).containsEntry("text", "still here");
    }
  }
}
