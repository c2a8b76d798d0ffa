package org.fanfare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Checker;
import org.fanfare.wire.kit.Client;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.HeardItem;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.Publishing;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Law 2: what a log of 100 publications no longer holds is named exactly. */
@Law(
    value = 2,
    on = {})
public interface GapPromises extends OnTheWire {
  @ParameterizedTest
  @EnumSource
  @Law(2)
  default void aGapOfOneGroupLeavesTheOtherWhole(ReadTransport face) {
    String bounded = Groups.fresh("short");
    String whole = Groups.open();
    Checker checker = new Checker();
    Publishing publishing = new Publishing(server(), checker);
    try (Client client = Client.on(face, server(), bounded + "," + whole, checker)) {
      client.vanishes();
      publishing.texts(bounded, "bounded", 101);
      publishing.texts(whole, "whole", 101);

      client.comesBack(face.next());

      client.hasHeardEverythingInOrder();
      assertThat(client.listener().gaps())
          .containsExactly(new HeardItem.Gap(bounded, 1, 1L, "retention"));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Law(2)
  default void aGapIsToldWithoutWaitingAndLeadsPastItself(ReadTransport face) {
    String group = Groups.fresh("short");
    String cursor = lineUp(group, 300);
    try (Listener first = face.listen(server(), group, StartAt.after(cursor))) {
      await().until(() -> first.size() == 101);

      try (Listener second = face.next().listen(server(), group, StartAt.after(first.cursor()))) {
        Http.post(server().groups(group, ""), "text/plain", "new");

        second.hears("new");
        assertThat(second.gaps()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  default void whoAsksForTheOldestOrTheNewestIsNotToldOfAGap(ReadTransport face) {
    String group = Groups.fresh("short");
    lineUp(group, 300);
    try (Listener oldest = face.listen(server(), group, StartAt.start());
        Listener newest = face.listen(server(), group, StartAt.last(1_000))) {
      await().until(() -> oldest.size() == 100 && newest.size() == 100);

      assertThat(oldest.gaps()).isEmpty();
      assertThat(newest.bodies()).isEqualTo(oldest.bodies());
    }
  }

  @Test
  @Law(value = 2, on = Law.Transport.WEBSOCKET)
  default void aBareSocketIsClosedWithTheRangeItMissed() throws IOException {
    String group = Groups.fresh("short");
    String cursor = lineUp(group, 300);

    try (RawSocket socket = RawSocket.open(server(), group, "after=" + cursor, "")) {
      RawSocket.Frame first = socket.message();

      assertThat(first.opcode()).isEqualTo(RawSocket.CLOSE);
      assertThat(first.closing()).isEqualTo("4001 gap " + group + " 2-201 retention");
    }
  }

  @Test
  default void aNameThatDoesNotFitTheReasonIsCut() throws IOException {
    String group = "short" + "n".repeat(123);
    String cursor = lineUp(group, 300);

    try (RawSocket socket = RawSocket.open(server(), group, "after=" + cursor, "")) {
      String reason = socket.closing().substring("4001 ".length());

      assertThat(reason).matches("gap shortn+\\.\\. 2-201 retention");
      assertThat(reason.getBytes(UTF_8).length).isLessThanOrEqualTo(123);
    }
  }

  /** Publishes a first message and {@code more}, and returns the cursor after the first. */
  private String lineUp(String group, int more) {
    String cursor = Http.post(server().groups(group, ""), "text/plain", "first").cursor();
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= more; i++) {
      lines.append("line ").append(i).append('\n');
    }
    Http.post(server().groups(group, "lines"), "text/plain", lines.toString());
    return cursor;
  }
}
