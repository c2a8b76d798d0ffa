package org.fanfare.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session that the filter did not let in is closed at once, and never left deaf. */
class GroupEndpointTest {
  private final SocketRig rig = new SocketRig();
  private final FakeSession session = new FakeSession();
  private final GroupEndpoint endpoint = new GroupEndpoint();

  @BeforeEach
  @SuppressWarnings("UnnecessaryAssignment") // what injects here is the test
  void itIsTheEndpointOfANode() {
    endpoint.sockets = rig.sockets;
  }

  @Test
  void aSessionThatNothingLetInIsClosedWithItsReason() {
    endpoint.open(session.session());

    assertThat(session.calls)
        .containsExactly("close 1008 not admitted: nothing let this WebSocket in");
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void whatItStillSendsIsNotListenedTo() {
    endpoint.open(session.session());

    endpoint.text("hello", true);
    endpoint.bytes(ByteBuffer.allocate(1), true);
    endpoint.close(new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, ""));

    assertThat(session.calls).hasSize(1);
  }
}
