package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Checker;
import org.fanfare.wire.kit.Client;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Flood;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Problem;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.Relay;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Laws 5 and 6: who stops reading harms nobody, and is told what it missed. */
@ArquillianTest
@Tag("blocking")
@Law(
    value = 5,
    on = {})
class SlowReaderIT implements SlowReaderPromises {
  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(SETTINGS);
  }

  @Override
  public Server server() {
    return Server.at(context);
  }

  @Test
  @Law(value = 5, on = Law.Transport.WEBSOCKET)
  void aBareSocketThatStopsReadingIsClosedWithTheRangeItMissed() throws IOException {
    Server server = Server.at(context);
    String group = Groups.open();
    Checker checker = new Checker();
    try (Relay relay = Relay.withReceiveBuffer(server, RECEIVE_BUFFER);
        RawSocket bare = RawSocket.open(server.through(relay), group, "", "");
        Client fast = Client.on(ReadTransport.WEBSOCKET, server, group, checker)) {
      relay.stopReading();
      new Flood(server, group, checker).publish(30, List.of(fast));

      relay.readAgain();

      long heard = 0;
      RawSocket.Frame next = bare.message();
      while (next.opcode() != RawSocket.CLOSE && heard < 30 * Flood.PER_MEBIBYTE) {
        heard++;
        assertThat(next.text()).startsWith(Flood.line(heard).substring(0, 20));
        next = bare.message();
      }
      assertThat(next.closing())
          .matches("4001 gap " + group + " " + (heard + 1) + "-[0-9]+ overflow");
    }
  }

  @Test
  @Law(value = 6, on = Law.Transport.WEBSOCKET)
  void aMailboxThatNobodyReadsRefusesRatherThanDrops() throws IOException {
    Server server = Server.at(context);
    String group = Groups.open();
    try (Relay relay = Relay.withReceiveBuffer(server, RECEIVE_BUFFER);
        var owner = FanfareSocket.open(server.through(relay), group, StartAt.now());
        var sender = FanfareSocket.open(server, group, StartAt.now())) {
      relay.stopReading();

      String text = "x".repeat(32 * 1024);
      int accepted = 0;
      String problem = "";
      for (int i = 0; i < 5_000 && problem.isEmpty(); i++) {
        var reply =
            sender.ask(
                "s" + i,
                "{\"send\":{\"id\":\"s%d\",\"channel\":\"%s\",\"text\":\"%d %s\"}}"
                    .formatted(i, owner.channel(), i, text));
        if (reply.containsKey("problem")) {
          problem = Problem.code(Json.asObject(reply.get("problem")));
        } else {
          accepted++;
        }
      }
      relay.readAgain();

      assertThat(problem).isEqualTo("503 channel-full");
      int all = accepted;
      await().atMost(Duration.ofSeconds(30)).until(() -> owner.messages().size() >= all);
      for (int i = 0; i < all; i++) {
        assertThat((String) owner.messages().get(i).get("text")).startsWith(i + " x");
      }
      assertThat(owner.messages()).hasSize(all);
    }
  }
}
