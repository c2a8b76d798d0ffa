package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Checker;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.Publishing;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Law 2 where a layer answers late: what is published from the moment at which a client knows that
 * it has begun is not missed, though its readers may be open only later.
 */
@Law(
    value = 2,
    on = {})
public interface BeginningPromises extends OnTheWire {
  /** The prefix of groups of which the layer says late that they are open. */
  String LATE = "late";

  @ParameterizedTest
  @EnumSource
  @Law(2)
  default void whoHasItsPlaceMissesNothingHoweverLateTheLayerIs(ReadTransport face) {
    String group = Groups.fresh(LATE);
    Publishing publishing = new Publishing(server(), new Checker());
    try (Listener listener = face.listen(server(), group, StartAt.now())) {
      publishing.text(group, "first");

      listener.hears("first");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Law({2, 3})
  default void whoComesWithACursorMissesNothingHoweverLateTheLayerIs(ReadTransport face) {
    String group = Groups.fresh(LATE);
    Publishing publishing = new Publishing(server(), new Checker());
    try (Listener before = face.listen(server(), group, StartAt.now())) {
      publishing.text(group, "read before");
      before.hears("read before");
      String cursor = before.cursor();
      publishing.text(group, "meanwhile");

      try (Listener after = face.next().listen(server(), group, StartAt.after(cursor))) {
        publishing.text(group, "later");

        after.hears("meanwhile", "later");
        assertThat(after.gaps()).isEmpty();
      }
    }
  }

  @Test
  @Law(value = 2, on = Law.Transport.WEBSOCKET)
  default void whoSendsAtOnceReadsIt() throws IOException {
    String group = Groups.fresh(LATE);
    try (RawSocket socket = RawSocket.open(server(), group, "", "")) {
      socket.send(RawSocket.TEXT, "my first");
      socket.send(RawSocket.TEXT, "my second");

      // which of them is the first is the layer's choice, since none was answered before the other
      assertThat(List.of(next(socket).text(), next(socket).text()))
          .containsExactlyInAnyOrder("my first", "my second");
    }
  }

  /** The next message, behind what only says that it has begun. */
  static RawSocket.Frame next(RawSocket socket) throws IOException {
    RawSocket.Frame frame = socket.message();
    while (frame.opcode() == RawSocket.PONG || frame.text().startsWith("{\"hello\"")) {
      frame = socket.message();
    }
    return frame;
  }
}
