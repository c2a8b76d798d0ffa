package org.fanfare.wire.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import org.fanfare.wire.kit.Deflate;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is compressed unless it is set, whatever clients offer. */
@ArquillianTest
@Tag("direct")
class UncompressedIT {
  private static final String LONG = "Züge fahren heute von Gleis 7, ".repeat(16);

  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare(Groups.OPEN + "websocket = direct");
  }

  private RawSocket offer(String group, String extensions) throws IOException {
    Server server = Server.at(context);
    return RawSocket.upgrade(
        server, server.target(group, ""), "Sec-WebSocket-Extensions: " + extensions);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate",
        "permessage-deflate; client_max_window_bits",
        ";;; = no list"
      })
  void noExtensionIsAnswered(String offer) throws IOException {
    String group = Groups.open();
    try (RawSocket socket = offer(group, offer)) {
      assertThat(socket.status()).isEqualTo(101);
      assertThat(socket.header("Sec-WebSocket-Extensions")).isEmpty();

      Http.post(Server.at(context).groups(group, ""), "text/plain", LONG);

      RawSocket.Frame frame = socket.message();
      assertThat(frame.reserved()).isZero();
      assertThat(frame.text()).isEqualTo(LONG);
    }
  }

  @Test
  void aDeflatedMessageIsAgainstTheProtocol() throws IOException {
    try (RawSocket socket = offer(Groups.open(), "permessage-deflate")) {
      socket.send(true, RawSocket.DEFLATED | RawSocket.TEXT, Deflate.deflate(LONG.getBytes(UTF_8)));

      assertThat(socket.closing()).startsWith("1002 protocol");
    }
  }
}
