package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Checker;
import org.fanfare.wire.kit.Client;
import org.fanfare.wire.kit.Flood;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.HeardItem;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.Quirks;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.Relay;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.fanfare.wire.kit.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Law 5: who stops reading harms nobody, and is told what it missed.
 *
 * <p>52 MiB of messages are more than all buffers between hold, and twenty clients that do not read
 * would, if their messages were kept for them, need twice the server's heap of 512 MiB. A server
 * whose writes wait for a client may have ended its connection meanwhile: then it comes back.
 */
@Law(
    value = 5,
    on = {})
public interface SlowReaderPromises extends OnTheWire {
  /** Logs that hold less than a slow client misses. */
  String SETTINGS =
      """
        heartbeat = 60s
        groups = [{
          match = "open.*", join = anyone, publish = anyone
          history { count = 4000, bytes = 4MiB }
        }]
      """;

  int MEBIBYTES = 52;
  int SLOW = 20;

  /** Far less than the servers' own buffers hold, and enough to be emptied quickly in the end. */
  int RECEIVE_BUFFER = 256 * 1024;

  @ParameterizedTest
  @EnumSource(names = {"WEBSOCKET", "SSE"})
  @Law(5)
  default void whoStopsReadingHarmsNobodyAndIsToldExactlyWhatItMissed(ReadTransport face)
      throws IOException {
    Server server = server();
    String group = Groups.open();
    Checker checker = new Checker();
    List<Client> fast = new ArrayList<>();
    List<Client> slow = new ArrayList<>();
    try (Relay relay = Relay.withReceiveBuffer(server, RECEIVE_BUFFER)) {
      for (ReadTransport each : ReadTransport.values()) {
        fast.add(Client.on(each, server, group, checker));
      }
      for (int i = 0; i < SLOW; i++) {
        slow.add(Client.on(face, server.through(relay), group, checker));
      }
      relay.stopReading();
      long silentSince = System.nanoTime();

      Flood flood = new Flood(server, group, checker);
      flood.publish(MEBIBYTES, fast);

      fast.forEach(Client::hasHeardEverythingInOrder);
      fast.forEach(client -> assertThat(client.listener().gaps()).isEmpty());
      Statistics now = Statistics.of(server);
      assertThat(now.at("log", "bytes")).isLessThanOrEqualTo(now.at("log", "total"));

      relay.readAgain();
      Duration silence = Duration.ofNanos(System.nanoTime() - silentSince);

      slow.forEach(client -> client.hasHeardEverythingInOrderComingBackOn(face, silence));
      for (Client client : slow) {
        assertThat(client.cameBack()).as("came back").isIn(false, Quirks.writesWait());
        List<HeardItem.Gap> gaps = heard(client, HeardItem.Gap.class);
        assertThat(gaps)
            .isNotEmpty()
            .extracting(HeardItem.Gap::reason)
            .isSubsetOf("overflow", client.cameBack() ? "retention" : "overflow");
        long missed = gaps.stream().mapToLong(gap -> gap.last() - gap.first() + 1).sum();
        assertThat(missed + heard(client, HeardItem.Publication.class).size())
            .isEqualTo(MEBIBYTES * Flood.PER_MEBIBYTE);
      }
      slow.forEach(Client::close);
      fast.forEach(Client::close);
    }
  }

  private static <T extends HeardItem> List<T> heard(Client client, Class<T> kind) {
    return client.history().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  @Law(value = 5, on = Law.Transport.WEBSOCKET)
  default void aPublisherIsNotHeldUpByWhoDoesNotRead() throws IOException {
    Server server = server();
    String group = Groups.open();
    try (Relay relay = Relay.withReceiveBuffer(server, RECEIVE_BUFFER);
        Listener silent =
            ReadTransport.WEBSOCKET.listen(server.through(relay), group, StartAt.now())) {
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
