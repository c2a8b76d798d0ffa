package org.fanfare.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The one thread of all links: it connects, reads and writes whatever is ready. */
final class Loop implements AutoCloseable {
  private static final int OPENING_AT_ONCE = 64;
  private static final long OPENING_LIMIT = TimeUnit.SECONDS.toNanos(120);

  /** Something to be done now and then beside the links, on the loop's thread. */
  @FunctionalInterface
  interface Errand {
    /** Does what is due by now, and returns when there will be more to do. */
    long run(long now) throws IOException;
  }

  static final Errand NO_ERRAND = now -> Long.MAX_VALUE;

  final Selector selector;
  final InetSocketAddress address;
  final ByteBuffer incoming = ByteBuffer.allocateDirect(1 << 18);
  byte[] work = new byte[1 << 19];
  private Errand errand = NO_ERRAND;
  private final List<String> failures = new ArrayList<>();

  Loop(URI url) throws IOException {
    selector = Selector.open();
    address = new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 80 : url.getPort());
  }

  /** Opens all, a few at a time, and returns when every one is ready. */
  void open(List<? extends Link> links) throws IOException {
    long limit = System.nanoTime() + OPENING_LIMIT;
    int started = 0;
    int ready = 0;
    while (ready < links.size()) {
      while (started < links.size() && started - ready < OPENING_AT_ONCE) {
        links.get(started++).start();
      }
      turn(System.nanoTime() + 1_000_000);
      refuseFailures();
      while (ready < links.size() && links.get(ready).isReady()) {
        ready++;
      }
      if (System.nanoTime() > limit) {
        throw new IllegalStateException(
            "only %d of %d connections were ready in time".formatted(ready, links.size()));
      }
    }
  }

  /** To be looked after from now on, instead of the one before. */
  void errand(Errand errand) {
    this.errand = errand;
  }

  void runFor(double seconds) throws IOException {
    long until = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < until) {
      turn(until);
    }
  }

  /** Deals with what is ready; waits for it until that time at most, to the microsecond. */
  void turn(long until) throws IOException {
    long now = System.nanoTime();
    long left = Math.min(until, errand.run(now)) - now;
    long millis = Math.min(100, (left - 200_000) / 1_000_000);
    if (millis > 0) {
      selector.select(this::ready, millis);
    } else {
      selector.selectNow(this::ready);
    }
  }

  /** A link that was to stay has ended; the run is worth nothing any more. */
  void failed(String what) {
    failures.add(what);
  }

  void refuseFailures() {
    if (!failures.isEmpty()) {
      throw new IllegalStateException(
          failures.size() + " connections were lost, the first: " + failures.get(0));
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  private void ready(SelectionKey key) {
    ((Link) key.attachment()).ready(key);
  }
}
