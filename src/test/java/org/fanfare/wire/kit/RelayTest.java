package org.fanfare.wire.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The network breaks in the ways it says, and no other. */
class RelayTest {
  private ServerSocket door;
  private Relay relay;
  private Socket client;
  private Socket server;

  @BeforeEach
  void oneConnection() throws IOException {
    door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    relay = Relay.to(new Server(URI.create("http://127.0.0.1:" + door.getLocalPort() + "/")));
    client = new Socket(InetAddress.getLoopbackAddress(), relay.port());
    server = door.accept();
    client.setSoTimeout(300);
    server.setSoTimeout(300);
    await().until(() -> relay.links() == 1);
  }

  @AfterEach
  void end() throws IOException {
    relay.close();
    client.close();
    server.close();
    door.close();
  }

  @Test
  void bytesPassBothWays() throws IOException {
    write(client, 'a');
    write(server, 'b');

    assertThat(server.getInputStream().read()).isEqualTo('a');
    assertThat(client.getInputStream().read()).isEqualTo('b');
  }

  @Test
  void anEndPassesAfterTheBytesBeforeIt() throws IOException {
    write(client, 'a');
    client.shutdownOutput();

    assertThat(server.getInputStream().read()).isEqualTo('a');
    assertThat(server.getInputStream().read()).isEqualTo(-1);
    write(server, 'b');
    assertThat(client.getInputStream().read()).isEqualTo('b');
  }

  @Test
  void aSilentRelayPassesNothingNotEvenAnEnd() throws IOException {
    relay.fallSilent();
    write(client, 'a');
    write(server, 'b');
    client.shutdownOutput();

    assertThatThrownBy(() -> server.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    relay.readAgain();
    assertThat(server.getInputStream().read()).isEqualTo('a');
    assertThat(client.getInputStream().read()).isEqualTo('b');
  }

  @Test
  void aRelayThatStoppedReadingStillPassesWhatTheClientSends() throws IOException {
    relay.stopReading();
    write(server, 'b');
    write(client, 'a');

    assertThat(server.getInputStream().read()).isEqualTo('a');
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    relay.readAgain();
    assertThat(client.getInputStream().read()).isEqualTo('b');
  }

  @Test
  void aCutIsSeenByBothEnds() {
    relay.cut();

    assertThatThrownBy(() -> client.getInputStream().readAllBytes())
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> server.getInputStream().readAllBytes())
        .isInstanceOf(IOException.class);
    await().until(() -> relay.links() == 0);
  }

  private static void write(Socket socket, int one) throws IOException {
    socket.getOutputStream().write(one);
  }
}
