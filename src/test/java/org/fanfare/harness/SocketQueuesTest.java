package org.fanfare.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SocketQueuesTest {
  private static final String COLUMNS =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid";

  @Test
  void aSocketThatHoldsNothingIsNotListed() {
    assertThat(
            SocketQueues.of(
                Stream.of(
                    COLUMNS,
                    "   0: 0100007F:1F90 0100007F:D431 01 00000000:00000000 00:00000000 00000000 0")))
        .isEmpty();
  }

  @Test
  void bytesThatAreRepeatedAreToldWithTheTimeOfTheNextAttempt() {
    assertThat(
            SocketQueues.of(
                Stream.of(
                    COLUMNS,
                    "  12: 0100007F:1F90 0100007F:D431 01 003B8260:00000000 01:000002B2 00000005 0",
                    "  13: 0100007F:D431 0100007F:1F90 01 00000000:00000010 00:00000000 00000000 0")))
        .containsExactly(
            "port 8080 to 54321: 3900000 bytes not acknowledged, 0 not read,"
                + " repeated 5 times, again in 6.9 s",
            "port 54321 to 8080: 0 bytes not acknowledged, 16 not read");
  }

  @Test
  void whatNobodyHasReadYetIsListed() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket sender = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket receiver = server.accept()) {
      sender.getOutputStream().write(new byte[100]);
      receiver.getInputStream().read(); // all have arrived with the first

      assertThat(SocketQueues.now())
          .contains(
              "port %d to %d: 0 bytes not acknowledged, 99 not read"
                  .formatted(receiver.getLocalPort(), receiver.getPort()));
    }
  }
}
