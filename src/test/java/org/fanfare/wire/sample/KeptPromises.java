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

  /** Says one line more in a room than are read by those who enter. */
  static void linesAreSaid(Server server, String room) throws IOException {
    try (RawSocket anna = Visitor.user(server, "anna").open("chat/" + room)) {
      for (int i = 1; i <= LINES; i++) {
        say(anna, "line " + i);
        assertThat(next(anna)).containsEntry("text", "line " + i).containsEntry("who", "anna");
      }
    }
  }

  static void whoEntersReadsThem(Server server, String room) throws IOException {
    List<String> last = IntStream.rangeClosed(2, LINES).mapToObj(i -> "line " + i).toList();
    try (RawSocket bob = Visitor.user(server, "bob").open("chat/" + room)) {
      for (String text : last) {
        assertThat(next(bob)).containsEntry("text", text).containsEntry("who", "anna");
      }
    }
  }

  static void aLineThatIsNoneIsNotKept(Server server, String room) throws IOException {
    Visitor anna = Visitor.user(server, "anna");
    try (RawSocket first = anna.open("chat/" + room)) {
      say(first, " ");
      assertThat(next(first)).containsEntry("code", "invalid-message");
      say(first, "so");
      assertThat(next(first)).containsEntry("text", "so");
    }
    try (RawSocket again = anna.open("chat/" + room)) {
      assertThat(next(again)).containsEntry("text", "so");
    }
  }

  /**
   * A rollback is seen by the order that follows it: it is the next of which the seller is told. In
   * the end no order waits.
   */
  static void sellersAreToldOfOrdersThatWereCommitted(Server server) throws IOException {
    Visitor anna = Visitor.user(server, "anna");
    try (RawSocket carla = Visitor.user(server, "carla").open("notifications")) {
      assertThat(next(carla)).isEqualTo(waiting(0));
      assertThat(anna.order("first", "carla")).isEqualTo(200);
      Map<String, Object> first = next(carla);
      assertThat(first).containsEntry("article", "first").containsEntry("buyer", "anna");
      assertThat(anna.order("second", "carla")).isEqualTo(200);
      Map<String, Object> second = next(carla);
      assertThat(second).containsEntry("article", "second");
      assertThat(anna.order("third", "carla")).isEqualTo(200);
      Map<String, Object> third = next(carla);
      assertThat(third).containsEntry("article", "third");

      assertThat(anna.order("too many", "carla")).isEqualTo(409);
      assertThat(shipped(carla, first)).isEqualTo(waiting(2));
      assertThat(anna.order("again", "carla")).isEqualTo(200);

      Map<String, Object> again = next(carla);
      assertThat(again).containsEntry("article", "again");
      assertThat(shipped(carla, first))
          .containsEntry("type", "problem")
          .containsEntry("code", "no-order");
      assertThat(shipped(carla, second)).isEqualTo(waiting(2));
      assertThat(shipped(carla, third)).isEqualTo(waiting(1));
      assertThat(shipped(carla, again)).isEqualTo(waiting(0));
    }
  }

  private static Map<String, Object> shipped(RawSocket seller, Map<String, Object> order)
      throws IOException {
    seller.send(RawSocket.TEXT, "{\"type\":\"shipped\",\"id\":" + order.get("id") + "}");
    return next(seller);
  }

  private static Map<String, Object> waiting(long orders) {
    return Map.of("type", "waiting", "orders", orders);
  }
}
