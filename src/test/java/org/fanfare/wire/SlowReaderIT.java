package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Checker;
import org.fanfare.wire.kit.Client;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Face;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Flood;
import org.fanfare.wire.kit.From;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Heard;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.Problem;
import org.fanfare.wire.kit.Quirks;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Relay;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.Statistics;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Laws 5 and 6: who stops reading harms nobody, and is told what it missed.
 *
 * <p>52 MiB of messages are more than all buffers between hold, and twenty clients that do not read
 * would, if their messages were kept for them, need twice the server's heap of 512 MiB. A server
 * whose writes wait for a client may have ended its connection meanwhile: then it comes back.
 */
@ArquillianTest
@Tag("blocking")
@Law(
    value = 5,
    on = {})
class SlowReaderIT {
  private static final int MEBIBYTES = 52;
  private static final int SLOW = 20;

  /** Far less than the servers' own buffers hold, and enough to be emptied quickly in the end. */
  private static final int RECEIVE_BUFFER = 256 * 1024;

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        """
          heartbeat = 60s
          groups = [{
            match = "open.*", join = anyone, publish = anyone
            history { count = 4000, bytes = 4MiB }
          }]
        """);
  }

  @ParameterizedTest
  @EnumSource(names = {"WEBSOCKET", "SSE"})
  @Law(5)
  void whoStopsReadingHarmsNobodyAndIsToldExactlyWhatItMissed(Face face) throws IOException {
    Server server = Server.at(context);
    String group = Groups.open();
    Checker checker = new Checker();
    List<Client> fast = new ArrayList<>();
    List<Client> slow = new ArrayList<>();
    try (Relay relay = Relay.withReceiveBuffer(server, RECEIVE_BUFFER)) {
      for (Face each : Face.values()) {
        fast.add(Client.on(each, server, group, checker));
      }
      for (int i = 0; i < SLOW; i++) {
        slow.add(Client.on(face, server.through(relay), group, checker));
      }
      relay.stopReading();

      Flood flood = new Flood(server, group, checker);
      flood.publish(MEBIBYTES, fast);

      fast.forEach(Client::hasHeardEverythingInOrder);
      fast.forEach(client -> assertThat(client.listener().gaps()).isEmpty());
      Statistics now = Statistics.of(server);
      assertThat(now.at("log", "bytes")).isLessThanOrEqualTo(now.at("log", "total"));

      relay.readAgain();

      slow.forEach(client -> client.hasHeardEverythingInOrderComingBackOn(face));
      for (Client client : slow) {
        assertThat(client.cameBack()).as("came back").isIn(false, Quirks.writesWait());
        List<Heard.Gap> gaps = heard(client, Heard.Gap.class);
        assertThat(gaps)
            .isNotEmpty()
            .extracting(Heard.Gap::reason)
            .isSubsetOf("overflow", client.cameBack() ? "retention" : "overflow");
        long missed = gaps.stream().mapToLong(gap -> gap.last() - gap.first() + 1).sum();
        assertThat(missed + heard(client, Heard.Publication.class).size())
            .isEqualTo(MEBIBYTES * Flood.PER_MEBIBYTE);
      }
      slow.forEach(Client::close);
      fast.forEach(Client::close);
    }
  }

  private static <T extends Heard> List<T> heard(Client client, Class<T> kind) {
    return client.history().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  @Law(value = 5, on = Law.Transport.WEBSOCKET)
  void aBareSocketThatStopsReadingIsClosedWithTheRangeItMissed() throws IOException {
    Server server = Server.at(context);
    String group = Groups.open();
    Checker checker = new Checker();
    try (Relay relay = Relay.withReceiveBuffer(server, RECEIVE_BUFFER);
        RawSocket bare = RawSocket.open(server.through(relay), group, "", "");
        Client fast = Client.on(Face.WEBSOCKET, server, group, checker)) {
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
        var owner = FanfareSocket.open(server.through(relay), group, From.now());
        var sender = FanfareSocket.open(server, group, From.now())) {
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

  @Test
  @Law(value = 5, on = Law.Transport.WEBSOCKET)
  void aPublisherIsNotHeldUpByWhoDoesNotRead() throws IOException {
    Server server = Server.at(context);
    String group = Groups.open();
    try (Relay relay = Relay.withReceiveBuffer(server, RECEIVE_BUFFER);
        Listener silent = Face.WEBSOCKET.listen(server.through(relay), group, From.now())) {
      relay.stopReading();
      new Flood(server, group, new Checker()).publish(20, List.of());

      long before = System.nanoTime();
      int status = Http.post(server.groups(group, ""), "text/plain", "still here").status();

      assertThat(status).isEqualTo(202);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
      assertThat(silent.ended()).isFalse();
    }
  }
}
