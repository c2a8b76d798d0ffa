package org.fanfare.wire.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One connection through a {@link Relay}: two sockets and a buffer each way. For its thread only.
 */
final class Link {
  private final Pipe up;
  private final Pipe down;
  private final SelectionKey client;
  private final SelectionKey server;
  private boolean silent;
  private boolean reading = true;

  /** One direction: what was read from one end and is not yet written to the other. */
  private static final class Pipe {
    final SocketChannel from;
    final SocketChannel to;
    final ByteBuffer held = ByteBuffer.allocate(16 * 1024);
    boolean ended;
    boolean toldTheEnd;

    Pipe(SocketChannel from, SocketChannel to) {
      this.from = from;
      this.to = to;
    }

    void move(boolean mayRead) throws IOException {
      if (mayRead && !ended && held.hasRemaining() && from.read(held) < 0) {
        ended = true;
      }
      if (held.position() > 0) { // even an empty write fails once the end has been told
        held.flip();
        to.write(held);
        held.compact();
      }
      if (ended && !toldTheEnd && held.position() == 0) {
        to.shutdownOutput();
        toldTheEnd = true;
      }
    }

    boolean wantsToRead() {
      return !ended && held.hasRemaining();
    }

    boolean wantsToWrite() {
      return held.position() > 0;
    }
  }

  Link(SocketChannel client, SocketChannel server, Selector selector) throws IOException {
    client.configureBlocking(false);
    server.configureBlocking(false);
    up = new Pipe(client, server);
    down = new Pipe(server, client);
    this.client = client.register(selector, 0, this);
    this.server = server.register(selector, 0, this);
    interest();
  }

  /** Passes on what can be passed on; false if the connection is over. */
  boolean move() {
    if (silent) {
      return true;
    }
    try {
      up.move(true);
      down.move(reading);
    } catch (IOException broken) {
      cut();
      return false;
    }
    if (up.toldTheEnd && down.toldTheEnd) {
      cut();
      return false;
    }
    interest();
    return true;
  }

  void fallSilent() {
    silent = true;
    interest();
  }

  void stopReading() {
    reading = false;
    interest();
  }

  void pass() {
    silent = false;
    reading = true;
    interest();
  }

  void cut() {
    try {
      for (SelectionKey end : new SelectionKey[] {client, server}) {
        SocketChannel socket = (SocketChannel) end.channel();
        if (socket.isOpen()) {
          socket.setOption(StandardSocketOptions.SO_LINGER, 0);
          socket.close();
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void interest() {
    if (client.isValid() && server.isValid()) {
      boolean in = down.wantsToRead() && reading;
      client.interestOps(silent ? 0 : ops(up.wantsToRead(), down.wantsToWrite()));
      server.interestOps(silent ? 0 : ops(in, up.wantsToWrite()));
    }
  }

  private static int ops(boolean read, boolean write) {
    return (read ? SelectionKey.OP_READ : 0) | (write ? SelectionKey.OP_WRITE : 0);
  }
}
