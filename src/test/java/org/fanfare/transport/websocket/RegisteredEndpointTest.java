package org.fanfare.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** An endpoint of another's application keeps what that of the WAR does. */
class RegisteredEndpointTest {
  private final SocketRig rig = new SocketRig();
  private final FakeSession session = new FakeSession();
  private final RegisteredEndpoint endpoint = new RegisteredEndpoint();

  @Test
  void aSessionThatNothingLetInIsClosedWithItsReason() {
    endpoint.onOpen(session.session(), RegisteredEndpoint.config(GroupEndpoint.PATH, rig.sockets));

    assertThat(session.calls)
        .containsExactly("close 1008 not admitted: nothing let this WebSocket in");
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  @SuppressWarnings("unchecked")
  void whatItStillSendsIsNotListenedTo() {
    endpoint.onOpen(session.session(), RegisteredEndpoint.config(GroupEndpoint.PATH, rig.sockets));

    ((MessageHandler.Partial<String>) session.handlers.get(String.class)).onMessage("hello", true);
    ((MessageHandler.Partial<ByteBuffer>) session.handlers.get(ByteBuffer.class))
        .onMessage(ByteBuffer.allocate(1), true);
    endpoint.onClose(session.session(), new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, ""));

    assertThat(session.handlers).containsKey(PongMessage.class);
    assertThat(session.calls).hasSize(1);
  }
}
