package org.fanfare.bench;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** One client connection. All of it happens on the loop's thread. */
abstract class Link {
  private static final byte[] NOTHING = {};

  final int number;
  final Target target;
  private final Loop loop;
  private final Deque<ByteBuffer> outgoing = new ArrayDeque<>();
  private SocketChannel channel;
  private byte[] kept = NOTHING;
  private int receiveBuffer;
  private boolean ready;
  private boolean mayEnd;
  private boolean mute;
  private String ended = "";

  Link(Loop loop, int number, Target target) throws IOException {
    this.loop = loop;
    this.number = number;
    this.target = target;
    channel = SocketChannel.open();
  }

  /** The request that opens this link. */
  abstract String request();

  /** Deals with what is whole in {@code [0, to)} and returns its end; the rest is given again. */
  abstract int take(byte[] bytes, int to, long now);

  /** What is to be said before a link is closed in good order. */
  byte[] farewell() {
    return NOTHING;
  }

  final void start() throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    if (receiveBuffer > 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
    }
    channel.register(loop.selector, SelectionKey.OP_CONNECT, this);
    channel.connect(loop.address);
  }

  /** Begins again on a new connection: the server may close a kept-alive one between answers. */
  final void restart() throws IOException {
    channel.close();
    kept = NOTHING;
    outgoing.clear();
    channel = SocketChannel.open();
    start();
  }

  /** To be called before the start. */
  final void receiveBuffer(int bytes) {
    receiveBuffer = bytes;
  }

  /** From now on it is no failure if the server ends this link. */
  final void mayEnd() {
    mayEnd = true;
  }

  final boolean isReady() {
    return ready;
  }

  /** Why the link ended, or nothing while it lives. */
  final String ended() {
    return ended;
  }

  final void becomeReady() {
    ready = true;
  }

  /**
   * Leaves everything that comes in the socket's buffers, and answers nothing any more, even when
   * it reads on: a pong to a server that has closed meanwhile would be answered by a reset, which
   * takes what was still to be read with it.
   */
  final void stopReading() {
    mute = true;
    channel.keyFor(loop.selector).interestOps(0);
  }

  final void readOn() {
    channel.keyFor(loop.selector).interestOps(SelectionKey.OP_READ);
  }

  final void send(byte[] bytes) {
    if (mute || !ended.isEmpty()) {
      return;
    }
    outgoing.add(ByteBuffer.wrap(bytes));
    if (outgoing.size() == 1) {
      flush();
    }
  }

  /** Says farewell and closes. */
  final void leave() throws IOException {
    if (ended.isEmpty()) {
      mayEnd = true;
      byte[] farewell = farewell();
      if (farewell.length > 0) {
        send(farewell);
      }
      end("left");
    }
  }

  /** Says farewell, and ends when the server has answered it. */
  final void sayFarewell() {
    mayEnd = true;
    send(farewell());
  }

  /** Resets the connection, without a word. */
  final void cut() throws IOException {
    if (ended.isEmpty()) {
      mayEnd = true;
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      end("cut");
    }
  }

  final void end(String why) {
    if (!ended.isEmpty()) {
      return;
    }
    ended = why;
    if (!mayEnd) {
      loop.failed("connection %d to %s: %s".formatted(number, target.path(), why));
    }
    try {
      channel.close();
    } catch (IOException e) {
      ended = why + ", and " + e.getMessage();
    }
  }

  final void ready(SelectionKey key) {
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        send(request().getBytes(StandardCharsets.US_ASCII));
      } else {
        if (key.isWritable()) {
          flush();
        }
        if (key.isValid() && key.isReadable()) {
          read();
        }
      }
    } catch (IOException e) {
      end(e.toString());
    }
  }

  private void read() throws IOException {
    int count = channel.read(loop.incoming.clear());
    if (count < 0) {
      closedByServer();
      return;
    }
    int size = kept.length + count;
    if (size > loop.work.length) {
      loop.work = new byte[size * 2];
    }
    byte[] work = loop.work;
    System.arraycopy(kept, 0, work, 0, kept.length);
    loop.incoming.flip().get(work, kept.length, count);
    SocketChannel before = channel;
    int taken = take(work, size, System.nanoTime());
    if (channel == before) {
      kept = taken == size ? NOTHING : Arrays.copyOfRange(work, taken, size);
    }
  }

  /** The server closed without a word of the protocol. */
  void closedByServer() throws IOException {
    end("closed by the server");
  }

  private void flush() {
    try {
      while (!outgoing.isEmpty()) {
        channel.write(outgoing.element());
        if (outgoing.element().hasRemaining()) {
          break;
        }
        outgoing.remove();
      }
      SelectionKey key = channel.keyFor(loop.selector);
      int wanted = SelectionKey.OP_READ | (outgoing.isEmpty() ? 0 : SelectionKey.OP_WRITE);
      if (key.interestOps() != wanted) {
        key.interestOps(wanted);
      }
    } catch (IOException e) {
      end(e.toString());
    }
  }
}
