package org.fanfare.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of 127.0.0.1 for servers that are started here. Safe for use by any thread.
 *
 * <p>They are not among those that Linux gives to outgoing connections (32768 to 60999). Who asks
 * again and again whether a server listens on such a port may be given the very port as his own,
 * and is then connected to himself (simultaneous open, RFC 9293, section 3.5), so that the server
 * cannot listen there; any other client may be given it, too.
 */
public final class FreePort {
  private static final int FIRST = 12_000;
  private static final int COUNT = 8_000;

  /** Each process begins elsewhere, and gives no port twice before it has given all. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePort() {}

  /** Returns a port on which nobody listens. */
  public static int find() {
    for (int tries = 0; tries < COUNT; tries++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException taken) {
        // the next one
      }
    }
    throw new IllegalStateException("no port from " + FIRST + " on is free");
  }
}
