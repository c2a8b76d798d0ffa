package org.fanfare.transport.websocket;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.fanfare.rfc6455.DeflateOffer;
import org.fanfare.session.SocketOpening;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.fanfare.threads.BoundedCloseExecutor;
import org.fanfare.threads.Ticker;
import org.fanfare.transport.Buffers;
import org.fanfare.transport.HeaderTokens;
import org.fanfare.transport.Quirk;
import org.fanfare.transport.WritePolicies;

/**
 * The second way to carry a WebSocket: the upgrade of the Servlet standard, where Fanfare writes
 * the frames.
 *
 * <p>Safe for use by any thread. A timer must call {@link #tick}, which ends sockets whose client
 * does not answer a close frame.
 */
public final class Upgrade {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // section 1.3
  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";
  private static final long CLOSE_NANOS = 2_000_000_000L;
  private static final long FAIL_NANOS = 150_000_000L;

  private final SocketServices sockets;
  private final WritePolicies threads;
  private final Ticker ticker;
  private final Predicate<ServletContext> wanted;
  private final boolean deflates;
  private final Buffers buffers = new Buffers();
  private final BoundedCloseExecutor stuckClosers;
  private final Map<CloseHandshake, Long> closing = new ConcurrentHashMap<>();

  /**
   * Creates the upgrade of a node.
   *
   * @param wanted the servers on which the node is to carry its WebSockets in this way
   * @param deflates whether the node agrees on {@code permessage-deflate} with clients that offer
   *     it
   */
  public Upgrade(
      SocketServices sockets,
      WritePolicies threads,
      Ticker ticker,
      Predicate<ServletContext> wanted,
      boolean deflates) {
    this.sockets = sockets;
    this.stuckClosers = new BoundedCloseExecutor(sockets.workers());
    this.threads = threads;
    this.ticker = ticker;
    this.wanted = wanted;
    this.deflates = deflates;
  }

  /**
   * Returns whether the node carries its WebSockets in this way, rather than by the standard
   * endpoint.
   */
  public boolean isChosen(ServletContext server) {
    return wanted.test(server);
  }

  SocketServices sockets() {
    return sockets;
  }

  Buffers buffers() {
    return buffers;
  }

  /**
   * Answers a handshake that was found to be valid, and takes over the connection.
   *
   * <p>Until the layer has told where the client begins, the 101 stays in the response's buffer. It
   * is then sent with the first frame. So a client that has received the 101 misses nothing that is
   * published from then on. A server that sends the 101 by itself may send it earlier.
   *
   * @param opening what the connection is to open
   * @throws ProblemException if the extensions that the client offers cannot be parsed; nothing has
   *     been done then
   */
  public void accept(
      HttpServletRequest request, HttpServletResponse response, SocketOpening opening)
      throws IOException, ServletException {
    String subprotocol = subprotocol(request, opening.subprotocols());
    Optional<String> extension = extension(request);
    response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
    response.setHeader("Upgrade", "websocket");
    response.setHeader("Connection", connection(request.getServletContext()));
    response.setHeader(
        "Sec-WebSocket-Accept", answer(request.getHeader("Sec-WebSocket-Key").strip()));
    if (!subprotocol.isEmpty()) {
      response.setHeader("Sec-WebSocket-Protocol", subprotocol);
    }
    extension.ifPresent(agreed -> response.setHeader(EXTENSIONS, agreed));
    request
        .upgrade(DirectSocket.class)
        .begin(
            this,
            opening,
            subprotocol,
            extension.isPresent(),
            canPause(request.getServletContext()),
            threads.upgraded(request.getServletContext()));
    if (opening.ready().toCompletableFuture().isDone()) {
      response.flushBuffer(); // otherwise the first frame takes the 101 along
    }
  }

  /**
   * Returns the value of the {@code Connection} header: {@code Upgrade}, and also {@code close} on
   * a server that would not end TCP otherwise.
   */
  static String connection(ServletContext server) {
    return Quirk.READS_ON_AFTER_UPGRADE.isOf(server) ? "Upgrade, close" : "Upgrade";
  }

  /** Returns whether a client can be held back by not reading from its connection. */
  static boolean canPause(ServletContext server) {
    return !Quirk.READS_OVER_UNREAD_INPUT.isOf(server);
  }

  /**
   * Returns the first subprotocol that the client offers and that is supported here; empty if there
   * is none.
   */
  private static String subprotocol(HttpServletRequest request, Set<String> supported) {
    return HeaderTokens.of(Collections.list(request.getHeaders("Sec-WebSocket-Protocol")))
        .filter(supported::contains)
        .findFirst()
        .orElse("");
  }

  private Optional<String> extension(HttpServletRequest request) {
    try {
      return deflates
          ? DeflateOffer.answer(Collections.list(request.getHeaders(EXTENSIONS)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new Problem(Status.INVALID_HANDSHAKE, EXTENSIONS + " is " + e.getMessage()).thrown();
    }
  }

  private static String answer(String key) {
    try {
      byte[] text = (key + GUID).getBytes(StandardCharsets.ISO_8859_1);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  /**
   * Ends the socket's TCP connection after 2 s, or after 150 ms if {@code failed}, that is, if
   * nothing more is awaited from the client.
   */
  void awaitClose(CloseHandshake socket, boolean failed) {
    closing.put(socket, ticker.nanos() + (failed ? FAIL_NANOS : CLOSE_NANOS));
  }

  void closed(CloseHandshake socket) {
    closing.remove(socket);
  }

  /**
   * Closes a connection.
   *
   * @param stuck whether the client does not take what is being written. Closing the connection may
   *     then wait for the client ({@link Quirk#ENDS_OF_TCP_WAIT}), so it runs apart from the closes
   *     of other connections
   */
  void execute(Runnable closing, boolean stuck) {
    (stuck ? stuckClosers : sockets.closers()).execute(closing);
  }

  /** Ends the sockets whose time to close is over. */
  public void tick() {
    long now = ticker.nanos();
    closing.forEach(
        (socket, deadline) -> {
          if (now - deadline >= 0) {
            closing.remove(socket);
            socket.endTcp();
          }
        });
  }

  /** Ends all sockets that are still closing. */
  public void cutOff() {
    closing.keySet().forEach(CloseHandshake::endTcp);
  }
}
