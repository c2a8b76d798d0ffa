package org.fanfare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.consumer.promises.BareSocketPromises;
import org.fanfare.consumer.promises.Conversation;
import org.fanfare.consumer.promises.Venue;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * The promises of consumers, which the test kit keeps, on the server and with the carrier of the
 * run: what the kit accepts, the server accepts.
 *
 * <p>None of them is left to the kit alone. What is, needs a clock that is turned or a layer that
 * fails, and stands in the tests of the kit: hours of heartbeats, the end of a grace, and what a
 * layer loses, delays or refuses.
 */
@ArquillianTest
@Tag("consumers")
class ConsumerPromisesIT extends BareSocketPromises {
  private final List<RawSocket> opened = new ArrayList<>();
  @ArquillianResource private URL address;
  private Server server;

  @Deployment(testable = false)
  static WebArchive application() {
    return PromisingConsumers.application();
  }

  @BeforeEach
  void isServed() {
    server = Server.at(address, PromisingConsumers.CONTEXT);
  }

  @AfterEach
  void closeAll() throws IOException {
    for (RawSocket socket : opened) {
      socket.close();
    }
  }

  private RawSocket upgrade(Who who, String path, String... more) {
    List<String> headers = new ArrayList<>(List.of(more));
    headers.addAll(PromisingConsumers.login(who));
    String target = server.context().getPath() + path.substring(1);
    try {
      RawSocket socket = RawSocket.upgrade(server, target, headers.toArray(String[]::new));
      opened.add(socket);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  @Override
  protected Conversation connect(Who who, String path, String... subprotocols) {
    RawSocket socket =
        subprotocols.length == 0
            ? upgrade(who, path)
            : upgrade(who, path, "Sec-WebSocket-Protocol: " + String.join(", ", subprotocols));
    if (socket.status() != 101) {
      throw new AssertionError(path + " was answered " + socket.status());
    }
    return new OverSocket(socket);
  }

  @Override
  protected String refusal(Who who, String path) {
    try {
      return upgrade(who, path).refusal();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  @Override
  protected Venue venue() {
    return PromisingConsumers.ON_A_SERVER;
  }

  /** A WebSocket that has nothing of Fanfare's. */
  private static final class OverSocket implements Conversation {
    private final RawSocket socket;
    private boolean over;

    OverSocket(RawSocket socket) {
      this.socket = socket;
    }

    @Override
    public void send(String text) {
      send(RawSocket.TEXT, text.getBytes(UTF_8));
    }

    @Override
    public void send(byte[] bytes) {
      send(RawSocket.BINARY, bytes);
    }

    private void send(int opcode, byte[] payload) {
      try {
        socket.send(true, opcode, payload);
      } catch (IOException closed) { // which says nothing to one who does not read
        over = true;
      }
    }

    @Override
    public String text() {
      try {
        RawSocket.Frame next = socket.message();
        if (next.opcode() != RawSocket.TEXT) {
          throw new AssertionError("no text came but " + next);
        }
        return next.text();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String subprotocol() {
      return socket.header("Sec-WebSocket-Protocol");
    }

    @Override
    public String closing() {
      try {
        over = true;
        return socket.closing();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean isOver() {
      return over;
    }

    @Override
    public void stopsReading() {
      // nobody reads who does not ask for a message
    }

    @Override
    public void leaves() {
      send(RawSocket.CLOSE, new byte[] {1000 >> 8, (byte) 1000});
      closing();
    }
  }
}
