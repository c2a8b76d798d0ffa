package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.Quirks;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.api.Test;

/** What any WebSocket client gets and gives: a frame is the message. */
@Law(
    value = {1, 2},
    on = {})
public interface BareSocketPromises extends OnTheWire {
  @Test
  default void aMessageInFragmentsIsPublishedWhole() throws IOException {
    String group = Groups.open();
    try (Listener listener = ReadTransport.WEBSOCKET.listen(server(), group, StartAt.now());
        RawSocket socket = bare(group, "")) {
      byte[] umlaut = "ü".getBytes(java.nio.charset.StandardCharsets.UTF_8);
      socket.send(false, RawSocket.TEXT, new byte[] {'a', umlaut[0]});
      socket.send(RawSocket.PING, "in between");
      socket.send(true, RawSocket.CONTINUATION, new byte[] {umlaut[1], 'b'});

      if (Quirks.decodesFragmentsAlone()) {
        String closing = socket.closing();
        Http.post(server().groups(group, ""), "text/plain", "nothing before");
        assertThat(closing).startsWith("1007");
        listener.hears("nothing before");
      } else {
        listener.hears("aüb");
      }
    }
  }

  @Test
  default void fragmentsCutBetweenCharactersArePublishedWhole() throws IOException {
    String group = Groups.open();
    try (Listener listener = ReadTransport.WEBSOCKET.listen(server(), group, StartAt.now());
        RawSocket socket = bare(group, "")) {
      socket.send(false, RawSocket.TEXT, "aü".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      socket.send(RawSocket.PING, "in between");
      socket.send(false, RawSocket.CONTINUATION, new byte[0]);
      socket.send(true, RawSocket.CONTINUATION, new byte[] {'b'});

      listener.hears("aüb");
    }
  }

  @Test
  default void aPingIsAnsweredWithItsPayload() throws IOException {
    try (RawSocket socket = bare(Groups.open(), "")) {
      socket.send(RawSocket.PING, "are you there?");

      RawSocket.Frame pong = socket.message();
      assertThat(pong.opcode()).isEqualTo(RawSocket.PONG);
      assertThat(pong.text()).isEqualTo("are you there?");
    }
  }

  @Test
  default void aFrameGoesToEveryGroupOfTheUrl() throws IOException {
    String first = Groups.open();
    String second = Groups.open();
    try (Listener one = ReadTransport.SSE.listen(server(), first, StartAt.now());
        Listener two = ReadTransport.POLL.listen(server(), second, StartAt.now());
        RawSocket socket = bare(first + "," + second, "")) {
      socket.send(RawSocket.TEXT, "to both");

      one.hears("to both");
      two.hears("to both");
    }
  }

  @Test
  default void aBareSocketTooStartsWhereItSays() throws IOException {
    String group = Groups.open();
    Http.post(server().groups(group, ""), "text/plain", "one");
    String cursor = Http.post(server().groups(group, ""), "text/plain", "two").cursor();
    Http.post(server().groups(group, ""), "text/plain", "three");

    try (RawSocket start = bare(group, "after=start");
        RawSocket last = bare(group, "last=2");
        RawSocket after = bare(group, "after=" + cursor)) {
      assertThat(start.message().text()).isEqualTo("one");
      assertThat(last.message().text()).isEqualTo("two");
      assertThat(after.message().text()).isEqualTo("three");
    }
  }

  private RawSocket bare(String groups, String query) throws IOException {
    RawSocket socket = RawSocket.open(server(), groups, query, "");
    assertThat(socket.header("Sec-WebSocket-Protocol")).isEmpty();
    return socket;
  }
}
