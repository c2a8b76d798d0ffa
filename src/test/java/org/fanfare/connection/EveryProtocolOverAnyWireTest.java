package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.fanfare.connection.ProtocolClient.Protocol;
import org.fanfare.gate.Law;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Receipt;
import org.fanfare.message.GroupName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A wire that is one class, and knows no protocol, keeps the laws with every encoder. */
@Law({1, 2, 3, 4, 5})
final class EveryProtocolOverAnyWireTest {
  private static final List<GroupName> GROUPS =
      List.of(new GroupName("a"), new GroupName("b"), new GroupName("c"));

  private final Map<GroupName, Long> heads = new HashMap<>();

  static Stream<Arguments> protocolsAndSeeds() {
    return Stream.of(Protocol.values())
        .flatMap(
            protocol ->
                new Random(1).longs(15, 0, 1000).mapToObj(seed -> Arguments.of(protocol, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("protocolsAndSeeds")
  void orderNoSilentLossNoRepeatsHoweverItInterleaves(Protocol protocol, long seed) {
    Random random = new Random(seed);
    ConnectionRig rig = new ConnectionRig(Policies.count(3 + random.nextInt(10)));
    List<ProtocolClient> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clients.add(
          new ProtocolClient(
              protocol, rig, GROUPS.subList(0, 1 + random.nextInt(GROUPS.size())), heads));
    }

    for (int step = 0; step < 400; step++) {
      act(rig, random, clients);
    }
    settle(rig, clients);

    clients.forEach(ProtocolClient::hasAll);
    assertThat(clients).as("something was given").anyMatch(client -> client.given() > 0);
    if (protocol != Protocol.BARE) { // which is ended instead
      assertThat(clients).as("gaps are tested").anyMatch(client -> client.missed() > 0);
    }
  }

  private void act(ConnectionRig rig, Random random, List<ProtocolClient> clients) {
    ProtocolClient client = clients.get(random.nextInt(clients.size()));
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> publish(rig, GROUPS.get(random.nextInt(GROUPS.size())));
      case 4, 5, 6 -> rig.workers.step();
      case 7 -> client.take();
      case 8 -> {
        if (random.nextInt(8) == 0) {
          client.vanish();
        }
      }
      default -> {
        clients.forEach(c -> c.connection().heard());
        rig.pass(Duration.ofSeconds(random.nextInt(20)));
      }
    }
  }

  private void publish(ConnectionRig rig, GroupName group) {
    long offset = heads.merge(group, 1L, Long::sum);
    Receipt answer = rig.memory.publish(group, group + " " + offset);
    assertThat(answer.offset()).as("accepted, with its place").isEqualTo(offset);
  }

  private static void settle(ConnectionRig rig, List<ProtocolClient> clients) {
    rig.workers.run();
    boolean more = true;
    while (more) {
      more = false;
      for (ProtocolClient client : clients) {
        more |= client.take();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aClientThatTakesNothingHarmsNeitherThePublisherNorAnotherReader(Protocol protocol) {
    ConnectionRig rig = new ConnectionRig(Policies.count(5));
    List<GroupName> group = GROUPS.subList(0, 1);
    ProtocolClient deaf = new ProtocolClient(protocol, rig, group, heads);
    ProtocolClient quick = new ProtocolClient(protocol, rig, group, heads);

    for (int i = 0; i < 200; i++) {
      publish(rig, group.get(0));
      settle(rig, List.of(quick));
    }

    quick.hasAll();
    assertThat(quick.given()).isEqualTo(200);
    assertThat(quick.missed()).isZero();
    settle(rig, List.of(deaf)); // a second write while one is outstanding would have been an error
    deaf.hasAll();
    assertThat(deaf.given()).isLessThan(20);
  }
}
