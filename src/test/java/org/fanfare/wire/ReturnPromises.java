package org.fanfare.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Checker;
import org.fanfare.wire.kit.Client;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Publishing;
import org.fanfare.wire.kit.ReadTransport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws 2 and 3: who comes back with a cursor has everything once, and nothing twice. */
@Law(
    value = {2, 3},
    on = {})
public interface ReturnPromises extends OnTheWire {
  @ParameterizedTest
  @EnumSource
  @Law(2)
  default void whoVanishesBeforeAnythingCameComesBackToEverything(ReadTransport face) {
    String group = Groups.open();
    Checker checker = new Checker();
    try (Client client = Client.on(face, server(), group, checker)) {
      client.vanishes();
      new Publishing(server(), checker).texts(group, "missed", 200);

      client.comesBack(face.next());

      client.hasHeardEverythingInOrder();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @Law({2, 3})
  default void whateverHappensNobodyMissesOrRepeatsAnything(long seed) {
    Random random = new Random(seed);
    List<String> groups = List.of(Groups.open(), Groups.open(), Groups.open());
    Checker checker = new Checker();
    Publishing publishing = new Publishing(server(), checker);
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String some = String.join(",", groups.subList(random.nextInt(3), 3));
      clients.add(Client.on(face(random), server(), some, checker));
    }

    for (int round = 0; round < 20; round++) {
      Client gone = clients.get(random.nextInt(clients.size()));
      String group = groups.get(random.nextInt(3));
      int count = random.nextInt(30);
      String prefix = "seed " + seed + " round " + round;
      CompletableFuture<Void> publisher =
          CompletableFuture.runAsync(() -> publishing.texts(group, prefix, count));
      gone.vanishes();
      if (random.nextBoolean()) {
        publisher.orTimeout(60, TimeUnit.SECONDS).join();
      }
      gone.comesBack(face(random));
      publisher.orTimeout(60, TimeUnit.SECONDS).join();
    }

    clients.forEach(Client::hasHeardEverythingInOrder);
    clients.forEach(Client::close);
  }

  private static ReadTransport face(Random random) {
    return List.of(ReadTransport.values()).get(random.nextInt(3));
  }
}
