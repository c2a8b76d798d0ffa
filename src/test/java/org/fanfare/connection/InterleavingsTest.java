package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.Policies;
import org.fanfare.message.GroupName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However publishing, writing, trimming and time interleave, the laws hold for every client. */
@Law({1, 2, 3})
final class InterleavingsTest {
  private static final List<GroupName> GROUPS =
      List.of(new GroupName("a"), new GroupName("b"), new GroupName("c"));

  private record Client(ClientConnection connection, FakeOutlet outlet, List<GroupName> groups) {}

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orderNoSilentLossNoRepeats(long seed) {
    Random random = new Random(seed);
    ConnectionRig rig = new ConnectionRig(Policies.count(2 + random.nextInt(10)));
    long[] heads = new long[GROUPS.size()];
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      clients.add(client(rig, random));
    }

    for (int step = 0; step < 500; step++) {
      act(rig, random, clients, heads);
    }
    settle(rig, clients);

    long missed = 0;
    for (Client client : clients) {
      Transcript transcript = new Transcript(client.outlet().written());
      client.groups().forEach(g -> transcript.toldUpTo(g, heads[GROUPS.indexOf(g)]));
      missed += transcript.missed();
    }
    assertThat(missed).as("so that gaps are tested").isPositive();
  }

  private static Client client(ConnectionRig rig, Random random) {
    FakeOutlet outlet = random.nextInt(4) == 0 ? FakeOutlet.quick() : FakeOutlet.slow();
    List<GroupName> groups = GROUPS.subList(0, 1 + random.nextInt(GROUPS.size()));
    ConnectionProfile profile =
        random.nextBoolean() ? ConnectionProfile.FRAMED : ConnectionProfile.STREAM;
    ClientConnection connection = rig.connect(profile, outlet, groups.toArray(GroupName[]::new));
    return new Client(connection, outlet, groups);
  }

  private static void act(ConnectionRig rig, Random random, List<Client> clients, long[] heads) {
    Client client = clients.get(random.nextInt(clients.size()));
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> {
        int group = random.nextInt(GROUPS.size());
        rig.memory.publish(GROUPS.get(group), Long.toString(++heads[group]));
      }
      case 3, 4, 5 -> rig.workers.step();
      case 6 -> {
        if (client.outlet().isOutstanding()) {
          client.outlet().take();
        }
      }
      default -> {
        client.connection().heard();
        if (random.nextInt(5) == 0) {
          clients.forEach(c -> c.connection().heard());
          rig.pass(Duration.ofSeconds(1));
        } else if (random.nextInt(20) == 0) {
          rig.memory.pass(Policies.AGE.dividedBy(3));
        }
      }
    }
  }

  private static void settle(ConnectionRig rig, List<Client> clients) {
    rig.workers.run();
    for (boolean more = true; more; ) {
      more = false;
      for (Client client : clients) {
        if (client.outlet().isOutstanding()) {
          rig.take(client.outlet());
          more = true;
        }
      }
    }
  }
}
