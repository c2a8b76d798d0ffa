package org.fanfare.wire.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.Arrays;
import org.fanfare.wire.OnTheWire;
import org.fanfare.wire.kit.Deflate;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.fanfare.wire.kit.StartAt;
import org.fanfare.wire.kit.Statistics;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages are compressed, both ways, for clients that offer it, and for no others. */
@ArquillianTest
@Tag("direct")
class DeflateIT implements OnTheWire {
  private static final String OFFER =
      "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
  private static final String AGREED =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

  /** Two of those that the server has without settings, and what is needed to notice. */
  private static final Duration HEARTBEATS = Duration.ofSeconds(60);

  private static final String LONG = "Züge fahren heute von Gleis 7, ".repeat(16);
  private static final int MAX_SIZE = 64 * 1024;

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(
        Groups.OPEN
            + """
              websocket = direct
              websocket-deflate = true
            """);
  }

  @Override
  public Server server() {
    return Server.at(context);
  }

  private RawSocket open(String groups, String... more) throws IOException {
    RawSocket socket = RawSocket.upgrade(server(), server().target(groups, ""), more);
    assertThat(socket.status()).isEqualTo(101);
    return socket;
  }

  private void publish(String group, String text) {
    assertThat(Http.post(server().groups(group, ""), "text/plain", text).status()).isEqualTo(202);
  }

  private static String inflated(RawSocket.Frame frame) {
    assertThat(frame.reserved()).isEqualTo(RawSocket.DEFLATED);
    return new String(Deflate.inflate(frame.bytes()), UTF_8);
  }

  private static void sendDeflated(RawSocket socket, int opcode, byte[] message)
      throws IOException {
    socket.send(true, RawSocket.DEFLATED | opcode, Deflate.deflate(message));
  }

  @Test
  void anOfferIsAgreedOnAndADeclinedOneIsNot() throws IOException {
    String declined = "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=10";
    try (RawSocket agreed = open(Groups.open(), OFFER);
        RawSocket second = open(Groups.open(), declined, OFFER);
        RawSocket none = open(Groups.open(), declined);
        RawSocket silent = open(Groups.open())) {
      assertThat(agreed.header("Sec-WebSocket-Extensions")).isEqualTo(AGREED);
      assertThat(second.header("Sec-WebSocket-Extensions")).isEqualTo(AGREED);
      assertThat(none.header("Sec-WebSocket-Extensions")).isEmpty();
      assertThat(silent.header("Sec-WebSocket-Extensions")).isEmpty();
    }
  }

  @Test
  void aHeaderThatIsNoListOfExtensionsIsRefused() throws IOException {
    assertThat(upgrade(Groups.open(), "Sec-WebSocket-Extensions: permessage-deflate; =1"))
        .isEqualTo("400 invalid-handshake");
  }

  @Test
  void aBareSocketIsSentMessagesDeflatedIfThatMakesThemSmaller() throws IOException {
    String group = Groups.open();
    try (RawSocket socket = open(group, OFFER)) {
      publish(group, LONG);
      publish(group, "short");
      Http.post(server().groups(group, ""), "image/png", LONG.getBytes(UTF_8));

      RawSocket.Frame text = socket.message();
      RawSocket.Frame small = socket.message();
      RawSocket.Frame bytes = socket.message();
      assertThat(text.opcode()).isEqualTo(RawSocket.TEXT);
      assertThat(inflated(text)).isEqualTo(LONG);
      assertThat(text.octets()).hasSizeLessThan(LONG.length() / 5);
      assertThat(small.reserved()).isZero();
      assertThat(small.text()).isEqualTo("short");
      assertThat(bytes.opcode()).isEqualTo(RawSocket.BINARY);
      assertThat(inflated(bytes)).isEqualTo(LONG);
    }
  }

  @Test
  void theSubprotocolIsDeflatedToo() throws IOException {
    String group = Groups.open();
    try (RawSocket socket = open(group, OFFER, "Sec-WebSocket-Protocol: fanfare")) {
      assertThat(socket.message().text()).startsWith("{\"hello\":");

      publish(group, LONG);

      assertThat(inflated(socket.message())).contains("\"text\":\"" + LONG + "\"");
    }
  }

  @Test
  void aMessageIsDeflatedOnceForAllAndNotForThoseWhoDidNotAgree() throws IOException {
    String group = Groups.open();
    try (RawSocket one = open(group, OFFER);
        RawSocket two = open(group, OFFER);
        RawSocket plain = open(group);
        FanfareSocket usual = FanfareSocket.open(server(), group, StartAt.now())) {
      long before = Statistics.of(server()).at("encodings", "frame-deflated");

      publish(group, LONG);

      assertThat(inflated(one.message())).isEqualTo(LONG);
      assertThat(inflated(two.message())).isEqualTo(LONG);
      RawSocket.Frame asItIs = plain.message();
      assertThat(asItIs.reserved()).isZero();
      assertThat(asItIs.text()).isEqualTo(LONG);
      usual.hears(LONG);
      assertThat(Statistics.of(server()).at("encodings", "frame-deflated")).isEqualTo(before + 1);
    }
  }

  @Test
  void aBareSocketOfSeveralGroupsIsSentDeflatedMessages() throws IOException {
    String first = Groups.open();
    String second = Groups.open();
    try (RawSocket socket = open(first + "," + second, OFFER)) {
      publish(first, LONG);
      publish(second, LONG);

      assertThat(inflated(socket.message())).isEqualTo(LONG);
      assertThat(inflated(socket.message())).isEqualTo(LONG);
    }
  }

  @Test
  void aDeflatedMessageIsPublishedWholeAlsoInFragments() throws IOException {
    String group = Groups.open();
    try (FanfareSocket listener = FanfareSocket.open(server(), group, StartAt.now());
        RawSocket socket = open(group, OFFER)) {
      sendDeflated(socket, RawSocket.TEXT, LONG.getBytes(UTF_8));
      byte[] other = Deflate.deflate("in fragments".getBytes(UTF_8));
      socket.send(false, RawSocket.DEFLATED | RawSocket.TEXT, Arrays.copyOf(other, 3));
      socket.send(RawSocket.PING, "in between");
      socket.send(true, RawSocket.CONTINUATION, Arrays.copyOfRange(other, 3, other.length));
      socket.send(RawSocket.TEXT, "as it is");

      listener.hears(LONG, "in fragments", "as it is");
    }
  }

  @Test
  void theSubprotocolTakesDeflatedFrames() throws IOException {
    String group = Groups.open();
    try (FanfareSocket listener = FanfareSocket.open(server(), group, StartAt.now());
        RawSocket socket = open(group, OFFER, "Sec-WebSocket-Protocol: fanfare")) {
      String publish = "{\"publish\":{\"text\":\"" + LONG + "\"}}";

      sendDeflated(socket, RawSocket.TEXT, publish.getBytes(UTF_8));

      listener.hears(LONG);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {RawSocket.TEXT, RawSocket.BINARY})
  void theLargestMessageIsTakenAndOneByteMoreIsNot(int opcode) throws IOException {
    try (RawSocket socket = open(Groups.open(), OFFER)) {
      String largest = "x".repeat(MAX_SIZE);
      sendDeflated(socket, opcode, largest.getBytes(UTF_8));
      assertThat(inflated(socket.message())).isEqualTo(largest);

      sendDeflated(socket, opcode, (largest + "x").getBytes(UTF_8));

      assertThat(socket.closing()).startsWith("1009 too-large");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Sec-WebSocket-Protocol: fanfare"})
  void aBombIsRefused(String protocol) throws IOException {
    String group = Groups.open();
    byte[] bomb = Deflate.deflate(new byte[20_000_000]);
    assertThat(bomb.length).isLessThan(MAX_SIZE);
    String[] headers = protocol.isEmpty() ? new String[] {OFFER} : new String[] {OFFER, protocol};
    try (RawSocket socket = open(group, headers)) {
      socket.send(true, RawSocket.DEFLATED | RawSocket.TEXT, bomb);

      assertThat(socket.closing()).startsWith("1009 too-large");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0xC1, 06, 1007 invalid-data", // no kind of block
    "0xC1, f248cd, 1007 invalid-data", // ends in mid-block
    "0xC9, 00, 1002 protocol",
    "0x81, ff, 1007 invalid-text"
  })
  void whatIsWrongClosesTheSocket(String first, String hex, String closing) throws IOException {
    try (RawSocket socket = open(Groups.open(), OFFER)) {
      socket.send(true, Integer.decode(first) & 0x7F, java.util.HexFormat.of().parseHex(hex));

      assertThat(socket.closing()).startsWith(closing);
    }
  }

  @Test
  void whoVanishesInTheMiddleOfADeflatedMessageIsReleased() throws IOException {
    try (RawSocket socket = open(Groups.open(), OFFER)) {
      socket.send(false, RawSocket.DEFLATED | RawSocket.TEXT, new byte[] {(byte) 0xf2, 0x48});
      assertThat(Statistics.of(server()).at("connections", "websocket")).isPositive();
    }

    await()
        .atMost(HEARTBEATS) // those of other tests too: Grizzly does not tell of each that has left
        .until(() -> Statistics.of(server()).connections() == 0);
  }

  @Test
  void pingsAreAnsweredAsEver() throws IOException {
    try (RawSocket socket = open(Groups.open(), OFFER)) {
      socket.send(RawSocket.PING, LONG.substring(0, 100));

      RawSocket.Frame pong = socket.message();
      assertThat(pong.opcode()).isEqualTo(RawSocket.PONG);
      assertThat(pong.reserved()).isZero();
      assertThat(pong.text()).isEqualTo(LONG.substring(0, 100));
    }
  }
}
