package org.fanfare.transport;

import jakarta.servlet.ServletContext;
import java.util.regex.Pattern;

/**
 * What a server does otherwise than the standard has it, and the code must know of; known by the
 * name that the server gives itself. Safe for use by any thread.
 */
public enum Quirk {
  /**
   * Open Liberty 26.0.0.3: a write to a response, or to an upgraded connection, waits until its
   * client takes it, in spite of a {@code WriteListener}; at most for the {@code writeTimeout}, or
   * the {@code upgradeWriteTimeout}, of its {@code server.xml}.
   */
  WRITES_WAIT("Liberty"),

  /**
   * Open Liberty 26.0.0.3: it does not end TCP when an upgraded connection is closed, but reads
   * further requests from it, as after any answer that keeps its connection alive. A client would
   * reach the server through the tunnel that a proxy holds open, with headers of its own making. It
   * ends TCP if {@code close} stands beside {@code Upgrade} in the {@code Connection} header of the
   * 101. That is in order (RFC 9110, section 7.6.1; RFC 6455, section 4.1), but some clients take
   * only {@code Upgrade}: {@code server-config/liberty} has a file for them.
   */
  READS_ON_AFTER_UPGRADE("Liberty"),

  /**
   * Open Liberty 26.0.0.3: it gathers 32,768 bytes for an upgraded connection, and writes
   * asynchronously what fills them, but what is flushed at once. With the former, connections that
   * were closed meanwhile kept the server from stopping for 30 s.
   */
  GATHERS_WRITES("Liberty"),

  /**
   * Payara 6.2025.10, GlassFish 7.0.20 and 8.0.0 (and likely Payara 7.2026.11, whose log has the
   * same lines): an asynchronous request that is completed before its thread has returned leaves a
   * mark ({@code afterService} in Catalina's {@code Request}) on an object that the server uses
   * again. If a WebSocket gets it, and its client leaves before the handshake's thread has
   * returned, the server takes its objects back while that thread still uses them: "Response has
   * not been set" (AS-WEB-CORE-00037), a leak of Weld's guard (WELD-000714), and now and then a
   * request without an answer.
   */
  MARKS_EARLY_ENDS("Payara|GlassFish"),

  /**
   * Payara 6.2025.10, GlassFish 7.0.20 and 8.0.0: while a message is being written to a WebSocket
   * of the standard's endpoint whose client leaves, the writing thread (which holds Tyrus's {@code
   * TyrusServletWriter}) and the reading one (which holds Catalina's {@code ReadHandlerImpl}) may
   * wait for each other, for good. Nothing that an endpoint does can keep them from it.
   */
  LOCKS_UP_ENDPOINTS("Payara|GlassFish"),

  /**
   * Payara 6.2025.10, GlassFish 7.0.20 and 8.0.0, whose Grizzly takes what follows the head of a
   * request with an {@code Upgrade} header for the other protocol before anybody has agreed to it.
   * A body is given as it is on the wire, with the sizes of its chunks in it, and never ends. And
   * frames that came together with a WebSocket's handshake are given to Tyrus while it sets its
   * listener, where the thread then waits for itself, for good: a few such clients stop the server.
   */
  TAKES_UPGRADES_FOR_GRANTED("Payara|GlassFish"),

  /**
   * Payara 6.2025.10, GlassFish 7.0.20 and 8.0.0 (Grizzly): over HTTP/2 a listener is told that all
   * was read as soon as the last bytes have come, though they were not read yet.
   */
  TELLS_THE_END_EARLY("Payara|GlassFish"),

  /**
   * Payara 6.2025.10, GlassFish 7.0.20 and 8.0.0 (Grizzly): {@code isReady} says yes until four
   * times the send buffer of the operating system is queued in the heap for one client, some MiB,
   * unless the server's {@code socket-write-buffer-size} is set. What the queue holds stays there
   * after the response has ended, for as long as the client keeps its connection.
   */
  QUEUES_WRITES("Payara|GlassFish"),

  /**
   * Payara Micro 7.2026.11, with its {@code socket-write-buffer-size} set: a connection to which
   * more than sixteen times that size is given by one write is ended, in the midst of it. Fanfare
   * gives it pieces; a message on a WebSocket endpoint is written whole, by the server. Its name
   * has no version, but its Servlet is 6.1.
   */
  ENDS_LARGE_WRITES("Payara", 1);

  private final Pattern names;
  private final int leastMinor; // of the Servlet version; 0 where the name tells enough

  Quirk(String names) {
    this(names, 0);
  }

  Quirk(String names, int leastMinor) {
    this.names = Pattern.compile(names);
    this.leastMinor = leastMinor;
  }

  /** Whether {@code server} has it. */
  public boolean isOf(ServletContext server) {
    String info = server.getServerInfo();
    return info != null
        && names.matcher(info).find()
        && (leastMinor == 0 || server.getMinorVersion() >= leastMinor);
  }
}
