package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Checker;
import org.fanfare.wire.kit.Client;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.HeardItem;
import org.fanfare.wire.kit.Publishing;
import org.fanfare.wire.kit.ReadTransport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Laws 2 and 3 in short: who comes back on another face has what it missed, or is told what it was.
 * {@link ReturnPromises} and {@link GapPromises} say more.
 */
@Law(
    value = {2, 3},
    on = {})
public interface ResumePromises extends OnTheWire {
  @ParameterizedTest
  @EnumSource
  @Law({2, 3})
  default void whoIsKilledMidStreamComesBackOnAnotherFaceAndHasEverythingOnce(ReadTransport face) {
    String group = Groups.open();
    Checker checker = new Checker();
    Publishing publishing = new Publishing(server(), checker);
    try (Client client = Client.on(face, server(), group, checker)) {
      CompletableFuture<Void> publisher =
          CompletableFuture.runAsync(() -> publishing.texts(group, "stream", 300));
      await().until(() -> client.listener().size() > 50);
      client.vanishes();
      publisher.orTimeout(60, TimeUnit.SECONDS).join();

      client.comesBack(face.next());

      publishing.texts(group, "afterwards", 10);
      client.hasHeardEverythingInOrder();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Law(2)
  default void whoWasAwayTooLongIsToldExactlyWhatItMissed(ReadTransport face) {
    String group = Groups.fresh("short");
    Checker checker = new Checker();
    Publishing publishing = new Publishing(server(), checker);
    try (Client client = Client.on(face, server(), group, checker)) {
      publishing.texts(group, "heard", 10);
      await().until(() -> client.listener().size() == 10);
      client.vanishes();
      publishing.texts(group, "while away", 200);

      client.comesBack(face.next());
      await().until(() -> client.listener().size() > 0); // what comes now lets go of more
      publishing.texts(group, "back again", 10);

      client.hasHeardEverythingInOrder();
      assertThat(client.listener().heard().get(0))
          .isEqualTo(new HeardItem.Gap(group, 11, 110L, "retention"));
      assertThat(client.listener().gaps()).hasSize(1);
    }
  }
}
