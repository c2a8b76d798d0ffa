package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.HeardItem;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Laws 2 and 3 when a layer has lost what it held while clients read: they are told where they may
 * miss something, and go on. Publishing {@code lose} to {@code network.switch} lets it lose.
 */
@Law(
    value = {2, 3},
    on = {})
public interface LossPromises extends OnTheWire {
  @ParameterizedTest
  @EnumSource
  @Law({2, 3})
  default void whoReadsIsToldOfTheLossBeforeWhatFollowsAndGoesOn(ReadTransport face) {
    String group = Groups.open();
    try (Listener listener = face.listen(server(), group, StartAt.now())) {
      publish(group, "1");
      publish(group, "2");
      listener.hears("1", "2");

      lose();
      await().until(() -> !listener.gaps().isEmpty());
      publish(group, "new");
      publish(group, "newer");

      listener.hears("1", "2", "new", "newer");
      assertThat(listener.gaps()).containsExactly(lost(group, 3));
      assertThat(listener.heard().get(2)).isInstanceOf(HeardItem.Gap.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Law({2, 3})
  default void whoComesBackAfterALossIsToldOnce(ReadTransport face) {
    String group = Groups.open();
    String cursor = publish(group, "1");
    lose();
    publish(group, "new");

    try (Listener first = face.listen(server(), group, StartAt.after(cursor))) {
      first.hears("new");
      assertThat(first.gaps()).containsExactly(lost(group, 2));
      try (Listener next = face.next().listen(server(), group, StartAt.after(first.cursor()))) {
        publish(group, "newer");

        next.hears("newer");
        assertThat(next.gaps()).isEmpty();
      }
    }
  }

  @Test
  @Law(value = 2, on = Law.Transport.WEBSOCKET)
  default void aBareSocketIsClosedWhereItMayMissSomething() throws IOException {
    String group = Groups.open();
    try (RawSocket socket = RawSocket.open(server(), group, "", "")) {
      socket.send(RawSocket.TEXT, "1");
      assertThat(socket.message().text()).isEqualTo("1");

      lose();

      assertThat(socket.closing()).isEqualTo("4001 gap " + group + " 2- epoch");
    }
  }

  private String publish(String group, String text) {
    return Http.post(server().groups(group, ""), "text/plain", text).cursor();
  }

  private void lose() {
    Http.post(server().groups("network.switch", ""), "text/plain", "lose");
  }

  private static HeardItem.Gap lost(String group, long first) {
    return new HeardItem.Gap(group, first, null, "epoch");
  }
}
