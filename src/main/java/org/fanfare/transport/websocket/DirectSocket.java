package org.fanfare.transport.websocket;

import jakarta.servlet.ReadListener;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.fanfare.connection.Ended;
import org.fanfare.rfc6455.BrokenFrameException;
import org.fanfare.rfc6455.Frame;
import org.fanfare.rfc6455.FrameParser;
import org.fanfare.rfc6455.FrameSink;
import org.fanfare.session.PausableInbox;
import org.fanfare.session.SocketOpening;
import org.fanfare.session.SocketSession;
import org.fanfare.transport.EncodedOutlet;
import org.fanfare.transport.WritePolicy;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket on an upgraded connection of the Servlet standard, with Fanfare's own frames (RFC
 * 6455).
 *
 * <p>The container creates it, and calls its methods for reading on one thread at a time. While its
 * inbox is full it is not read ({@link PausableInbox}), unless the server cannot leave anything
 * unread. Pongs are not read then either, so that a pause lasts two heartbeats at most. No method
 * waits. How it ends, {@link CloseHandshake} says.
 */
public final class DirectSocket
    implements HttpUpgradeHandler, ReadListener, FrameSink, DirectInput.Target {
  private static final System.Logger LOG = System.getLogger(DirectSocket.class.getName());

  private final ConnectionUse inUse = new ConnectionUse();
  private volatile @Nullable Upgrade upgrade;
  private @Nullable SocketOpening opening;
  private String subprotocol = "";
  private boolean deflates;
  private volatile boolean pauses;
  private @Nullable WritePolicy writing;

  private volatile @Nullable DirectWriter writer;
  private volatile @Nullable CloseHandshake handshake;
  private volatile @Nullable DirectInput input;
  private volatile @Nullable DirectReader reader;
  private volatile @Nullable SocketSession opened;
  private volatile boolean reading = true;

  /** Sets what the socket needs. Called before the container calls {@link #init}. */
  void begin(
      Upgrade by,
      SocketOpening asked,
      String agreed,
      boolean deflate,
      boolean pause,
      WritePolicy manner) {
    pauses = pause;
    writing = manner;
    upgrade = by;
    opening = asked;
    subprotocol = agreed;
    deflates = deflate;
  }

  @Override
  public void init(WebConnection connection) {
    Upgrade by = upgrade;
    if (by == null) {
      CloseHandshake.close(connection); // it ended before it began
      return;
    }
    inUse.enter();
    try {
      take(connection, by);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      inUse.leave();
    }
  }

  private void take(WebConnection connection, Upgrade by) throws IOException {
    SocketServices sockets = by.sockets();
    input = new DirectInput(connection.getInputStream(), by.buffers(), inUse, this);
    inUse.enter(); // by the writer, until retired
    DirectWriter out = new DirectWriter(connection.getOutputStream(), known(writing), this::gone);
    writer = out;
    CloseHandshake ends = new CloseHandshake(by, connection, out, inUse, this::readNoMore);
    handshake = ends;
    SocketOpening asked = known(opening);
    boolean late = !asked.ready().toCompletableFuture().isDone();
    UpgradedWire wire = new UpgradedWire(ends, out, deflates, late);
    SocketSession now = asked.open(subprotocol, encoder -> new EncodedOutlet(encoder, wire));
    opening = null; // it is large, and there may be many sockets
    opened = now;
    reader =
        new DirectReader(
            new FrameParser(now.inbox().maxSize(), deflates, this),
            sockets.begun().ofSocket(() -> fail(sockets.begun().tooLate()), now.begun()));
    connection.getOutputStream().setWriteListener(out);
    connection.getInputStream().setReadListener(this);
  }

  private static <T> T known(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the upgrade did not begin with begin()");
    }
    return part;
  }

  /** Returns how the connection ends; null if it has not begun, or was let go of. */
  @Nullable CloseHandshake handshake() {
    return handshake;
  }

  @Override
  public void onDataAvailable() throws IOException {
    DirectInput from = input;
    if (from != null) { // otherwise it was destroyed
      from.read();
    }
  }

  @Override
  public boolean takesMore() {
    SocketSession now = opened;
    DirectInput from = input;
    return !(pauses && now != null && from != null && now.inbox() instanceof PausableInbox inbox)
        || inbox.takesMore(from::readOn);
  }

  @Override
  public int parse(byte[] bytes, int count) {
    SocketSession now = opened;
    DirectReader frames = reader;
    if (!reading || now == null || frames == null) {
      return count; // discarded: the connection is failed, or was destroyed meanwhile
    }
    now.connection().heard();
    try {
      return frames.read(bytes, count);
    } catch (BrokenFrameException e) {
      fail(
          switch (e.fault()) {
            case PROTOCOL -> Ended.protocol(String.valueOf(e.getMessage()));
            case NOT_UTF_8 -> Ended.INVALID_TEXT;
            case NOT_DEFLATED -> Ended.INVALID_DATA;
            case TOO_LARGE -> Ended.TOO_LARGE;
          });
      return count;
    }
  }

  /**
   * Called when nothing more can be read now: counts the bytes of an unfinished message, which are
   * held until more arrive.
   */
  @Override
  public void waits() {
    DirectReader frames = reader;
    if (frames != null && !frames.hold()) {
      fail(frames.refusal());
    }
  }

  /**
   * Releases an unfinished message, stops reading, and closes the connection with this reason. May
   * be called by any thread.
   */
  private void fail(Ended reason) {
    reading = false;
    CloseHandshake ends = handshake();
    if (ends != null) {
      ends.failed();
    }
    readNoMore();
    SocketSession now = opened;
    if (now != null) {
      now.connection().close(reason, 0);
    }
  }

  @Override
  public void text(String text) {
    SocketSession now = opened;
    if (now != null) {
      now.inbox().text(text);
    }
  }

  @Override
  public void binary(byte[] bytes) {
    SocketSession now = opened;
    if (now != null) {
      now.inbox().bytes(bytes);
    }
  }

  @Override
  public void ping(byte[] payload) {
    DirectWriter out = writer;
    if (out != null) {
      out.pong(Frame.pong(payload));
    }
  }

  @Override
  public void pong(byte[] payload) {
    SocketSession now = opened;
    if (now != null) {
      now.connection().ponged(Frame.mark(ByteBuffer.wrap(payload)));
    }
  }

  @Override
  public void close(int code, String reason) {
    CloseHandshake ends = handshake();
    if (ends == null || !ends.byClient(code)) {
      return;
    }
    SocketSession known = opened;
    if (known != null && EndpointSession.isForGood(code)) {
      known.connection().left();
    }
    gone();
  }

  private void readNoMore() {
    DirectReader known = reader;
    if (known != null) {
      known.end();
    }
  }

  @Override
  public void ended() {
    gone();
  }

  private void gone() {
    readNoMore();
    SocketSession known = opened;
    if (known != null) {
      known.connection().gone();
    }
    CloseHandshake ends = handshake();
    if (ends != null) {
      ends.gone();
    }
  }

  @Override
  public void onAllDataRead() {
    gone();
  }

  @Override
  public void onError(Throwable problem) {
    LOG.log(Level.DEBUG, "a socket failed", problem);
    gone();
  }

  /**
   * {@inheritDoc}
   *
   * <p>The container may keep a reference to this object, until the thread that called it has other
   * work or longer ({@link org.fanfare.transport.Quirk#KEEPS_THE_LAST_OF_A_THREAD}). Therefore the
   * references to the connection are dropped.
   */
  @Override
  public void destroy() {
    gone();
    CloseHandshake ends = handshake();
    if (ends != null) {
      ends.abandon();
    }
    DirectWriter out = writer;
    if (out != null) {
      out.abandon();
    }
    upgrade = null;
    opening = null;
    writing = null;
    writer = null;
    handshake = null;
    input = null;
    reader = null;
    opened = null;
  }
}
