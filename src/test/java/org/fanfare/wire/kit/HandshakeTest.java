package org.fanfare.wire.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only what was asked for is an upgrade, and a refusal is told whole. */
class HandshakeTest {
  private ScriptedServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void end() throws IOException {
    server.close();
  }

  @Test
  void aKeyIsAnsweredAsInTheExampleOfTheStandard() {
    assertThat(Handshake.accept("dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @Test
  void aRefusalIsToldWithItsStatusAndItsBody() throws IOException {
    server.answers(
        """
        HTTP/1.1 503 Service Unavailable
        Content-Length: 10
        Content-Type: text/plain
        """,
        "not today!");

    assertThatThrownBy(() -> open(""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("503")
        .hasMessageContaining("not today!");
    assertThat(server.endsWithin(6_000)).isTrue();
  }

  @Test
  void aRefusalThatIsCutOffIsToldWithItsStatus() throws IOException {
    server.answers("HTTP/1.1 503 Service Unavailable\nContent-Length: 10\n", "not");
    CompletableFuture<Throwable> told = new CompletableFuture<>();
    LiveSocket.onThread(() -> told.complete(catchThrowable(() -> open(""))));
    assertThat(server.request()).startsWith("GET ");

    server.close();

    assertThat(told.orTimeout(10, TimeUnit.SECONDS).join())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("503")
        .hasMessageContaining("closed after 3 of 10");
  }

  @ParameterizedTest
  @CsvSource({
    "Accept: KEY, Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
    "Sec-WebSocket-Accept: KEY, X-No: accept",
    "Upgrade: websocket, Upgrade: h2c",
    "Connection: Upgrade, Connection: keep-alive",
    "Protocol: fanfare, Protocol: graphql-ws",
    "Sec-WebSocket-Protocol: fanfare, X-No: protocol",
    "X-More: nothing, Sec-WebSocket-Extensions: permessage-deflate"
  })
  void anotherUpgradeThanTheOneAskedForIsNone(String asked, String instead) throws IOException {
    String right = ScriptedServer.UPGRADE + "Sec-WebSocket-Protocol: fanfare\nX-More: nothing\n";
    server.answers(right.replace(asked, instead), ScriptedServer.text("hello"));

    assertThatThrownBy(() -> open("fanfare")).isInstanceOf(IOException.class);

    assertThat(server.endsWithin(6_000)).isTrue();
  }

  @Test
  void theRequestIsWhatTheStandardAsksFor() throws IOException {
    server.answers(ScriptedServer.UPGRADE + "Sec-WebSocket-Protocol: fanfare\n", "");

    LiveSocket.open(server.address(), "a.b", "last=1", "fanfare", "Origin", "http://x").kill();

    assertThat(server.request())
        .startsWith("GET /groups/a.b?last=1 HTTP/1.1")
        .contains(
            "Host: " + server.address().host(),
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Protocol: fanfare",
            "Origin: http://x");
  }

  private LiveSocket open(String subprotocol) throws IOException {
    return LiveSocket.open(server.address(), "a.b", "", subprotocol);
  }
}
