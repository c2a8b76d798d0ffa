package org.fanfare.wire.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.wire.sample.Visitor.next;
import static org.fanfare.wire.sample.Visitor.say;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;

/** What the sample promises of what it keeps, on whatever database. */
final class KeptPromises {
  private static final int LINES = 51;

  private KeptPromises() {}

  /** Says one line more in {@code attic} than are read by those who enter. */
  static void linesAreSaid(Server server) throws IOException {
    try (RawSocket anna = Visitor.user(server, "anna").open("chat/attic")) {
      for (int i = 1; i <= LINES; i++) {
        say(anna, "line " + i);
        assertThat(next(anna)).containsEntry("text", "line " + i).containsEntry("who", "anna");
      }
    }
  }

  static void whoEntersReadsThem(Server server) throws IOException {
    List<String> last = IntStream.rangeClosed(2, LINES).mapToObj(i -> "line " + i).toList();
    try (RawSocket bob = Visitor.user(server, "bob").open("chat/attic")) {
      for (String text : last) {
        assertThat(next(bob)).containsEntry("text", text).containsEntry("who", "anna");
      }
    }
  }

  static void aLineThatIsNoneIsNotKept(Server server) throws IOException {
    Visitor anna = Visitor.user(server, "anna");
    try (RawSocket first = anna.open("chat/cellar")) {
      say(first, " ");
      assertThat(next(first)).containsEntry("code", "invalid-message");
      say(first, "so");
      assertThat(next(first)).containsEntry("text", "so");
    }
    try (RawSocket again = anna.open("chat/cellar")) {
      assertThat(next(again)).containsEntry("text", "so");
    }
  }

  /**
   * A rollback is seen by the order that follows it: it is the next of which the seller is told.
   */
  static void sellersAreToldOfOrdersThatWereCommitted(Server server) throws IOException {
    Visitor anna = Visitor.user(server, "anna");
    try (RawSocket carla = Visitor.user(server, "carla").open("notifications")) {
      assertThat(next(carla)).isEqualTo(Map.of("type", "waiting", "orders", 0L));
      assertThat(anna.order("first", "carla")).isEqualTo(200);
      Map<String, Object> first = next(carla);
      assertThat(first).containsEntry("article", "first").containsEntry("buyer", "anna");
      assertThat(anna.order("second", "carla")).isEqualTo(200);
      assertThat(next(carla)).containsEntry("article", "second");
      assertThat(anna.order("third", "carla")).isEqualTo(200);
      assertThat(next(carla)).containsEntry("article", "third");

      assertThat(anna.order("too many", "carla")).isEqualTo(409);
      carla.send(RawSocket.TEXT, "{\"type\":\"shipped\",\"id\":" + first.get("id") + "}");
      assertThat(next(carla)).isEqualTo(Map.of("type", "waiting", "orders", 2L));
      assertThat(anna.order("again", "carla")).isEqualTo(200);

      assertThat(next(carla)).containsEntry("article", "again");
      carla.send(RawSocket.TEXT, "{\"type\":\"shipped\",\"id\":" + first.get("id") + "}");
      assertThat(next(carla)).containsEntry("type", "problem").containsEntry("code", "no-order");
    }
  }
}
