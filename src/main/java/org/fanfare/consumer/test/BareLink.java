package org.fanfare.consumer.test;

import java.util.List;
import java.util.Set;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.fanfare.message.Message;
import org.fanfare.session.Inbox;
import org.fanfare.session.SocketOpening;
import org.fanfare.session.SocketSession;
import org.fanfare.transport.EncodedOutlet;
import org.jspecify.annotations.Nullable;

/** A WebSocket of a client that has none of Fanfare's code: it is the connection. */
final class BareLink implements TestLink {
  private final String subprotocol;
  private final TestWire wire;
  private final ClientConnection connection;
  private final Inbox inbox;

  /** Opens the WebSocket of a client that was accepted. */
  BareLink(TestNode node, ReceivedMessages received, List<String> offered, SocketOpening opening) {
    Set<String> known = opening.subprotocols();
    this.subprotocol = offered.stream().filter(known::contains).findFirst().orElse("");
    this.wire = node.wire(received::add, why -> {});
    SocketSession session = opening.open(subprotocol, encoder -> new EncodedOutlet(encoder, wire));
    this.connection = session.connection();
    this.inbox = session.inbox();
    wire.opened(connection);
  }

  @Override
  public String subprotocol() {
    return subprotocol;
  }

  @Override
  public void send(Message message) {
    connection.heard();
    if (message.size() > inbox.maxSize()) {
      connection.close(Ended.TOO_LARGE, 0);
    } else if (message.kind() == Message.Kind.BYTES) {
      inbox.bytes(message.toBytes());
    } else {
      inbox.text(message.text());
    }
  }

  @Override
  public void breaks() {
    connection.gone();
  }

  @Override
  public void comesBackOver(Transport transport) {
    throw new AssertionError(
        "a bare WebSocket does not come back: connect once more, or connect without bare()");
  }

  @Override
  public void closes() {
    connection.left();
  }

  @Override
  public void reads(@Nullable Integer bytesEachSecond) {
    wire.reads(bytesEachSecond);
  }

  @Override
  public boolean isBroken() {
    return false;
  }

  @Override
  public @Nullable Ended ended() {
    return wire.ended();
  }
}
