package org.fanfare.wire.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fanfare.wire.kit.ScriptedServer.UPGRADE;
import static org.fanfare.wire.kit.ScriptedServer.frame;
import static org.fanfare.wire.kit.ScriptedServer.text;
import static org.fanfare.wire.kit.Waiting.soon;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server sends, the kit's WebSocket tells all of it, or what is wrong with it. */
class LiveSocketTest {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private ScriptedServer server;

  private final class Telling implements LiveSocket.Handler {
    @Override
    public void text(String message) {
      told.add(message);
    }

    @Override
    public void bytes(byte[] message) {
      told.add(message.length + " bytes");
    }

    @Override
    public void closed(int code, String reason) {
      told.add("closed with " + code + " " + reason);
    }

    @Override
    public void broke(Exception why) {
      told.add("broke");
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void end() throws IOException {
    server.close();
  }

  @Test
  void whatComesInOneSegmentWithTheUpgradeIsTold() throws IOException {
    server.answers(UPGRADE, text("one") + text("two") + text("grüße"));

    LiveSocket socket = opened();

    tells("one", "two", "grüße");
    server.writes(text("later"));
    tells("one", "two", "grüße", "later");
    socket.kill();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 125, 126, 65_535, 65_536})
  void aMessageMayHaveAnyLength(int length) throws IOException {
    server.answers(UPGRADE, "");
    LiveSocket socket = opened();

    server.writes(frame(0x82, "x".repeat(length)));
    socket.send("y".repeat(length));

    tells(length + " bytes");
    assertThat(server.frame()).isEqualTo("81 " + "y".repeat(length));
    socket.kill();
  }

  @Test
  void fragmentsAreOneMessageAndAPingBetweenThemIsAnswered() throws IOException {
    String message = new String("grüße".getBytes(UTF_8), ISO_8859_1);
    server.answers(UPGRADE, "");
    LiveSocket socket = opened();

    server.writes(
        frame(0x01, message.substring(0, 3)) // within a character
            + frame(0x89, "there?")
            + frame(0x00, "")
            + frame(0x80, message.substring(3)));

    tells("grüße");
    assertThat(server.frame()).isEqualTo("8a there?");
    socket.kill();
  }

  @Test
  void aGoodbyeIsAnsweredWithItsCodeAndTheServerEndsTcp() throws IOException {
    server.answers(UPGRADE, "");
    opened();

    server.writes(frame(0x88, "\3\u00f4stopping"));

    assertThat(server.frame()).isEqualTo("88 \3\u00f4");
    tells("closed with 1012 stopping");
    assertThat(server.endsWithin(300)).isFalse();
    server.close();
    tells("closed with 1012 stopping");
  }

  @Test
  void aServerThatDoesNotEndTcpIsLeft() throws IOException {
    server.answers(UPGRADE, frame(0x88, ""));
    opened();

    assertThat(server.frame()).isEqualTo("88 ");

    tells("closed with 1005 ");
    assertThat(server.endsWithin(6_000)).isTrue();
  }

  @Test
  void whoClosesIsToldWhatComesUntilTheAnswer() throws IOException {
    server.answers(UPGRADE, "");
    LiveSocket socket = opened();

    socket.close();
    socket.close();

    assertThat(server.frame()).isEqualTo("88 \3\u00e8bye");
    assertThatThrownBy(() -> socket.send("too late")).isInstanceOf(IOException.class);
    server.writes(text("on its way") + frame(0x88, "\3\u00e8"));
    tells("on its way", "closed with 1000 ");
  }

  @Test
  void anEndWithoutAGoodbyeIsTold() throws IOException {
    server.answers(UPGRADE, text("one") + "\u0081");
    opened();

    server.ends();

    tells("one", "closed with 1006 ");
  }

  @Test
  void whoVanishesIsToldNothing() throws IOException {
    server.answers(UPGRADE, text("one"));
    LiveSocket socket = opened();
    tells("one");

    socket.kill();

    assertThat(server.endsWithin(6_000)).isTrue();
    tells("one");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a reserved bit, C1 00",
    "masked, 81 80 00 00 00 00",
    "an opcode that means nothing, 83 00",
    "a control frame that means nothing, 8B 00",
    "a continuation of nothing, 80 00",
    "a message within another, 01 00 81 00",
    "a ping in fragments, 09 00",
    "a ping of 126 bytes, 89 7E 00 7E",
    "half a code, 88 01 03",
    "text that is not UTF-8, 81 01 FF",
    "a reason that is not UTF-8, 88 03 03 E8 FF",
    "longer than can be, 82 7F FF FF FF FF FF FF FF FF"
  })
  void whatNoServerMaySendEndsIt(String what, String hex) throws IOException {
    StringBuilder bytes = new StringBuilder();
    for (String one : hex.split(" ", -1)) {
      bytes.append((char) Integer.parseInt(one, 16));
    }
    server.answers(UPGRADE, bytes + "\0".repeat(126));

    opened();

    tells("broke");
    assertThat(server.endsWithin(6_000)).as(what).isTrue();
  }

  private LiveSocket opened() throws IOException {
    LiveSocket socket = LiveSocket.open(server.address(), "a.b", "", "");
    LiveSocket.onThread(() -> socket.read(new Telling()));
    return socket;
  }

  private void tells(String... what) {
    soon("what it tells").untilAsserted(() -> assertThat(told).containsExactly(what));
  }
}
