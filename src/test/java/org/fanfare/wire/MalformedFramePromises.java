package org.fanfare.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Quirks;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes and frames that are none. */
public interface MalformedFramePromises extends OnTheWire {
  /** So many times 16 KiB are far more than is taken of one message. */
  int PARTS = 2_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "1",
        "[]",
        "null",
        "{",
        "{}",
        "{\"nothing\":{}}",
        "{\"publish\":1}",
        "{\"publish\":{\"text\":1}}",
        "{\"publish\":{\"text\":null}}",
        "{\"publish\":{}}",
        "{\"publish\":{\"text\":\"a\",\"json\":1}}",
        "{\"publish\":{\"groups\":\"a\",\"text\":\"a\"}}",
        "{\"publish\":{\"groups\":[1],\"text\":\"a\"}}",
        "{\"publish\":{\"id\":1,\"text\":\"a\"}}",
        "{\"publish\":{\"text\":\"a\"}} {}",
        "{\"join\":{}}",
        "{\"join\":[]}",
        "{\"leave\":{}}",
        "{\"send\":{\"text\":\"a\"}}",
        "{\"send\":{\"channel\":1,\"text\":\"a\"}}",
        "{\"publish\":{\"text\":\"\\u00\"}}",
        "{\"publish\":{\"base64\":\"*\"}}"
      })
  default void aFrameThatIsNoneClosesTheSocket(String frame) throws IOException {
    String group = Groups.open();
    try (RawSocket socket = RawSocket.open(server(), group, "", "fanfare")) {
      socket.message();

      socket.send(RawSocket.TEXT, frame);

      assertThat(socket.closing()).startsWith("4003 ");
      assertNothingIn(group);
    }
  }

  @Test
  default void aBinaryFrameIsNotOfTheSubprotocol() throws IOException {
    try (RawSocket socket = RawSocket.open(server(), Groups.open(), "", "fanfare")) {
      socket.send(true, RawSocket.BINARY, new byte[] {1});

      assertThat(socket.closing()).startsWith("1003");
    }
  }

  @ParameterizedTest
  @CsvSource({"'', ff", "'', 61c3", "fanfare, c080", "fanfare, eda080"})
  default void aTextFrameThatIsNotUtf8ClosesTheSocket(String protocol, String hex)
      throws IOException {
    String group = Groups.open();
    try (RawSocket socket = RawSocket.open(server(), group, "", protocol)) {
      socket.send(true, RawSocket.TEXT, HexFormat.of().parseHex(hex));

      assertThat(socket.closing()).startsWith("1007");
      assertNothingIn(group);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {RawSocket.TEXT, RawSocket.BINARY})
  @Law(value = 6, on = Law.Transport.WEBSOCKET)
  default void aMessageOneByteTooLargeClosesTheSocketAndTheLargestDoesNot(int opcode)
      throws IOException {
    String group = Groups.open();
    try (RawSocket socket = RawSocket.open(server(), group, "", "")) {
      socket.send(opcode, "x".repeat(64 * 1024));
      assertThat(socket.message().octets()).hasSize(64 * 1024);

      socket.send(opcode, "x".repeat(64 * 1024 + 1));

      assertThat(socket.closing()).startsWith("1009");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fanfare"})
  @Law(value = 6, on = Law.Transport.WEBSOCKET)
  default void aMessageTooLargeInFragmentsClosesTheSocket(String protocol) throws IOException {
    try (RawSocket socket = RawSocket.open(server(), Groups.open(), "", protocol)) {
      byte[] part = new byte[16 * 1024];
      java.util.Arrays.fill(part, (byte) ' ');
      if (!protocol.isEmpty()) {
        assertThat(socket.message().text()).startsWith("{\"hello\":");
      }
      String outcome =
          socket.closingWhile(
              () -> {
                socket.send(false, RawSocket.TEXT, part);
                for (int i = 0; i < PARTS; i++) {
                  socket.send(false, RawSocket.CONTINUATION, part);
                }
              });

      assertThat(outcome).matches("1009.*|cut off");
    }
  }

  @Test
  @Law(value = 6, on = Law.Transport.WEBSOCKET, brokenIn = "liberty")
  default void aFrameThatSaysItIsEnormousIsNotReadToItsEnd() throws IOException {
    try (RawSocket socket = RawSocket.open(server(), Groups.open(), "", "")) {
      byte[] part = new byte[16 * 1024];
      String outcome =
          socket.closingWhile(
              () -> {
                socket
                    .http()
                    .send(HexFormat.of().parseHex("81ff" + "0000001000000000" + "00000000"));
                for (int i = 0; i < PARTS; i++) {
                  socket.http().send(part);
                }
              });

      assertThat(outcome)
          .matches(Quirks.gathersFramesOfAnySize() ? "open" : "cut off|1009.*|1011.*");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"8380" + "00000000", "c180" + "00000000", "0980" + "00000000"})
  default void aFrameAgainstTheStandardClosesTheSocket(String hex) throws IOException {
    try (RawSocket socket = RawSocket.open(server(), Groups.open(), "", "")) {
      socket.http().send(HexFormat.of().parseHex(hex));

      assertThat(socket.http().closes()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"8882" + "00000000" + "03e8", "8380" + "00000000"})
  default void aRequestBehindTheEndOfASocketIsNotAnswered(String hex) throws IOException {
    try (RawSocket socket = RawSocket.open(server(), Groups.open(), "", "")) {
      byte[] end = HexFormat.of().parseHex(hex);
      byte[] request =
          "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
              .formatted(server().target(Groups.open(), "wait=0"), server().host())
              .getBytes(US_ASCII);
      byte[] both = Arrays.copyOf(end, end.length + request.length);
      System.arraycopy(request, 0, both, end.length, request.length);
      socket.http().send(both);

      assertThat(socket.http().untilItCloses()).doesNotContain("HTTP/1.1");
    }
  }

  @Test
  default void aSocketThatIsClosedByHalvesIsLetGo() throws IOException {
    try (RawSocket socket = RawSocket.open(server(), Groups.open(), "", "fanfare")) {
      socket.http().send(new byte[] {(byte) 0x81}).halfClose();

      assertThat(socket.http().closes()).isTrue();
    }
  }

  @Test
  default void anUnknownSubprotocolMeansABareSocketAndFanfareMayBeOneOfMany() throws IOException {
    String group = Groups.open();
    try (RawSocket unknown = RawSocket.open(server(), group, "", "graphql-ws, FANFARE");
        RawSocket among = RawSocket.open(server(), group, "", "graphql-ws, fanfare")) {
      assertThat(unknown.header("Sec-WebSocket-Protocol")).isEmpty();
      assertThat(among.header("Sec-WebSocket-Protocol")).isEqualTo("fanfare");

      Http.post(server().groups(group, ""), "text/plain", "hello");

      assertThat(unknown.message().text()).isEqualTo("hello");
      assertThat(among.message().text()).startsWith("{\"hello\":");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-No: key",
        "Sec-WebSocket-Key: ",
        "Sec-WebSocket-Key: short",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ",
        "Sec-WebSocket-Key: ************************",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZXM1"
      })
  default void aHandshakeWithoutAProperKeyIsRefused(String key) throws IOException {
    assertThat(handshake(key, "Sec-WebSocket-Version: 13").problem())
        .isEqualTo("400 invalid-handshake");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-No: version", "Sec-WebSocket-Version: 12", "Sec-WebSocket-Version: x"})
  default void aHandshakeOfAnotherVersionIsToldOurs(String version) throws IOException {
    RawHttp.Response answer = handshake(RawSocket.KEY, version);

    if (Quirks.dropsTypesBesideUpgrade()) {
      assertThat(answer.status()).isEqualTo(426);
      assertThat(answer.body()).contains("urn:fanfare:websocket-version");
    } else {
      assertThat(answer.problem()).isEqualTo("426 websocket-version");
    }
    assertThat(answer.header("Sec-WebSocket-Version")).isEqualTo("13");
    assertThat(answer.header("Upgrade")).isEqualToIgnoringCase("websocket");
  }

  private RawHttp.Response handshake(String... headers) throws IOException {
    try (RawSocket socket =
        RawSocket.handshake(server(), server().target(Groups.open(), ""), headers)) {
      return socket.answer();
    }
  }

  private void assertNothingIn(String group) {
    assertThat(Http.get(server().groups(group, "after=start&wait=0")).body())
        .contains("\"publications\":[]");
  }
}
