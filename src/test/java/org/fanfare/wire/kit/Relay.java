package org.fanfare.wire.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A network between clients and the server that can break in the ways networks break.
 *
 * <p>It listens on 127.0.0.1 and passes bytes on, in both directions, for up to {@link #MOST_LINKS}
 * connections, with one thread and 16 KiB for each direction of each. Its methods may be called by
 * any thread; what they ask is done when they return.
 */
public final class Relay implements AutoCloseable {
  /** The most connections at one time; more are not accepted. */
  public static final int MOST_LINKS = 4096;

  private final InetSocketAddress target;
  private final int receiveBuffer;
  private final Selector selector;
  private final ServerSocketChannel door;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Runnable> wishes = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean closed;
  private boolean broken;

  private Relay(Server target, int receiveBuffer) throws IOException {
    this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port());
    this.receiveBuffer = receiveBuffer;
    selector = Selector.open();
    door = ServerSocketChannel.open();
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    door.configureBlocking(false);
    door.register(selector, SelectionKey.OP_ACCEPT);
    thread = new Thread(this::run, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns a relay to {@code target} that passes everything on. */
  public static Relay to(Server target) {
    return withReceiveBuffer(target, 0);
  }

  /** Returns a relay that asks for a small receive buffer towards the server; 0 asks for none. */
  public static Relay withReceiveBuffer(Server target, int bytes) {
    try {
      return new Relay(target, bytes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Returns the port on which clients reach it. */
  public int port() {
    return door.socket().getLocalPort();
  }

  /** Returns how many connections pass through it. */
  public int links() {
    return links.size();
  }

  /** From now on no byte passes either way, on any connection, and no end learns of anything. */
  public void fallSilent() {
    onItsThread(() -> links.forEach(Link::fallSilent));
  }

  /** From now on nothing that the server sends is read; what clients send still passes. */
  public void stopReading() {
    onItsThread(() -> links.forEach(Link::stopReading));
  }

  /** Everything passes again. */
  public void readAgain() {
    onItsThread(() -> links.forEach(Link::pass));
  }

  /** Tears every connection down, both ways, with a reset, and every later one at once. */
  public void cut() {
    onItsThread(this::cutAll);
  }

  /** Tears every connection down, both ways, with a reset; later ones pass. */
  public void cutOnce() {
    onItsThread(
        () -> {
          cutAll();
          broken = false;
        });
  }

  @Override
  public void close() {
    onItsThread(
        () -> {
          cutAll();
          closed = true;
        });
  }

  private void cutAll() {
    broken = true;
    links.forEach(Link::cut);
    links.clear();
  }

  private void onItsThread(Runnable wish) {
    CountDownLatch done = new CountDownLatch(1);
    wishes.add(
        () -> {
          wish.run();
          done.countDown();
        });
    selector.wakeup();
    try {
      if (!done.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the relay's thread does not answer");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector;
        door) {
      while (!closed) {
        selector.select();
        for (Runnable wish = wishes.poll(); wish != null; wish = wishes.poll()) {
          wish.run();
        }
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isValid()) {
            serve(key);
          }
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void serve(SelectionKey key) throws IOException {
    if (key.attachment() instanceof Link link) {
      if (!link.move()) {
        links.remove(link);
      }
    } else {
      accept();
    }
  }

  private void accept() throws IOException {
    SocketChannel client = door.accept();
    if (client == null) {
      return;
    }
    if (broken || links.size() >= MOST_LINKS) {
      client.close();
      return;
    }
    SocketChannel server = SocketChannel.open();
    if (receiveBuffer > 0) {
      server.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
    }
    server.connect(target);
    links.add(new Link(client, server, selector));
  }
}
