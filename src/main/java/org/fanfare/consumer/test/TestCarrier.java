package org.fanfare.consumer.test;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.fanfare.session.Inbox;
import org.fanfare.session.SocketSession;
import org.jspecify.annotations.Nullable;

/** What carries a session of a test at the moment. For one thread. */
final class TestCarrier {
  private final Transport transport;
  private final TestWire wire;
  private @Nullable Inbox inbox; // of a WebSocket

  TestCarrier(Transport transport, TestWire wire) {
    this.transport = transport;
    this.wire = wire;
  }

  /** The server has opened the WebSocket. */
  void opened(SocketSession session) {
    wire.opened(session.connection());
    inbox = session.inbox();
  }

  Transport transport() {
    return transport;
  }

  TestWire wire() {
    return wire;
  }

  boolean isSocket() {
    return inbox != null;
  }

  private ClientConnection connection() {
    return Objects.requireNonNull(wire.connection());
  }

  /** Sends a frame over the WebSocket. */
  void says(String frame) {
    Inbox open = Objects.requireNonNull(inbox);
    connection().heard();
    if (frame.getBytes(StandardCharsets.UTF_8).length > open.maxSize()) {
      connection().close(Ended.TOO_LARGE, 0);
    } else {
      open.text(frame);
    }
  }

  /** Closes the WebSocket. */
  void leaves() {
    connection().left();
  }

  /** The server notices that the client is not there any more. */
  void breaks() {
    connection().gone();
  }
}
