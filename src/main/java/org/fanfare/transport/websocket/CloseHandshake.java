package org.fanfare.transport.websocket;

import jakarta.servlet.http.WebConnection;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fanfare.connection.Ended;
import org.fanfare.rfc6455.Frame;

/**
 * How a WebSocket on an upgraded connection ends: the close handshake, and then TCP (RFC 6455,
 * section 7). Safe for use by any thread. No method waits.
 *
 * <p>The side that begins sends its close frame and waits for the other's; the server waits for at
 * most two seconds. Then the server ends TCP (section 7.1.1). A connection that is failed is not
 * read any more (section 7.1.7). Then TCP is ended a moment later, because a reset could otherwise
 * overtake the close frame.
 */
final class CloseHandshake {
  private static final System.Logger LOG = System.getLogger(CloseHandshake.class.getName());

  private final Upgrade upgrade;
  private final WebConnection connection;
  private final DirectWriter writer;
  private final ConnectionUse inUse;
  private final Runnable readNoMore;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean clientBegan;
  private volatile boolean begun;
  private volatile boolean failed;

  /**
   * Neither side has begun.
   *
   * @param writer uses the connection until it is retired
   * @param inUse hands the connection back when nobody uses it
   * @param readNoMore is called before TCP is ended, perhaps several times
   */
  CloseHandshake(
      Upgrade upgrade,
      WebConnection connection,
      DirectWriter writer,
      ConnectionUse inUse,
      Runnable readNoMore) {
    this.upgrade = upgrade;
    this.connection = connection;
    this.writer = writer;
    this.inUse = inUse;
    this.readNoMore = readNoMore;
  }

  /** The connection is failed: nothing more is awaited from the client. */
  void failed() {
    failed = true;
  }

  /**
   * The client has sent its close frame.
   *
   * @return whether it has begun, and is answered; otherwise both sides have sent it now
   */
  boolean byClient(int code) {
    clientBegan = true;
    if (begun) {
      endTcp();
      return false;
    }
    begun = true;
    writer.farewell(Frame.close(code, ""), ready -> endTcp());
    awaitEnd();
    return true;
  }

  /** The server ends it for the reason of its connection. Called once, on the shard. */
  void byServer(Ended reason) {
    if (clientBegan) {
      return; // the client's close frame is being answered
    }
    if (reason.equals(Ended.GONE)) {
      endTcp();
      return;
    }
    begun = true;
    awaitEnd(); // also if the current write is stuck
    writer.farewell(
        Frame.close(reason.code(), reason.text()),
        ready -> {
          if (!ready || !reason.clean()) {
            endTcp();
          }
        });
  }

  /** The client is not there any more: it does not answer a close frame. */
  void gone() {
    if (begun && !clientBegan) {
      endTcp();
    }
  }

  private void awaitEnd() {
    upgrade.awaitClose(this, failed);
  }

  /**
   * Ends TCP as soon as no thread is reading or writing. Idempotent. The connection is closed on a
   * worker, since the container may wait for a client that takes nothing.
   */
  void endTcp() {
    readNoMore.run();
    if (closed.compareAndSet(false, true)) {
      upgrade.closed(this);
      boolean stuck = writer.isStuck();
      inUse.end(() -> upgrade.execute(() -> close(connection), stuck));
      writer.retire(inUse::leave);
    }
  }

  /** The container has ended the connection itself. */
  void abandon() {
    closed.set(true);
    upgrade.closed(this);
  }

  /** Closes a connection, which may be gone already. */
  static void close(WebConnection connection) {
    try {
      connection.close();
    } catch (Exception alreadyGone) { // AutoCloseable declares no narrower type
      LOG.log(Level.TRACE, "closing a socket that is gone", alreadyGone);
    }
  }
}
