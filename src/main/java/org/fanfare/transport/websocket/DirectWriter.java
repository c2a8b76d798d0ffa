package org.fanfare.transport.websocket;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.fanfare.connection.Outlet.Written;
import org.fanfare.threads.SerialDrain;
import org.fanfare.transport.PendingWrite;
import org.fanfare.transport.WritePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames to an upgraded connection without ever waiting for its client (Servlet 6, sections
 * 2.3.3.5 and 5.7).
 *
 * <p>The connection's shard offers one write at a time. The thread that reads offers pongs, which
 * are sent between two writes. The container says when there is room. Whichever thread comes first
 * does what can be done; if others come meanwhile, it runs another round. So one thread at a time
 * uses the stream. Safe for use by any thread.
 */
final class DirectWriter extends SerialDrain implements WriteListener {
  /** The maximum number of bytes of pongs that are kept: sixteen of the longest. */
  static final int MOST_PONGS = 16 * (2 + 125);

  // The atomic values are fields rather than objects, because they are read for each delivery.
  private static final AtomicReferenceFieldUpdater<DirectWriter, byte @Nullable []> PONG =
      AtomicReferenceFieldUpdater.newUpdater(DirectWriter.class, byte[].class, "pong");
  private static final AtomicReferenceFieldUpdater<DirectWriter, @Nullable PendingWrite> FAREWELL =
      AtomicReferenceFieldUpdater.newUpdater(DirectWriter.class, PendingWrite.class, "farewell");

  private final ServletOutputStream out;
  private final Executor threads;
  private final boolean waits;
  private final Runnable broken;
  private final PendingWrite write;
  private final Runnable turn = this::turn;

  private volatile @Nullable PendingWrite offered;
  private volatile byte @Nullable [] pong;
  private volatile @Nullable PendingWrite farewell;
  private volatile boolean open;
  private volatile boolean failed;
  private volatile boolean toldOfError;
  private volatile @Nullable Runnable retired; // runs when nobody uses the stream
  private volatile @Nullable PendingWrite current; // changed in turns only, as the next
  private boolean answered; // whether the last write was of pongs
  private boolean saidFarewell;

  /**
   * @param writing which threads write, since a write may wait for its client on some servers, and
   *     how many bytes at a time
   * @param broken runs when the container reports that nothing can be written any more
   */
  DirectWriter(ServletOutputStream out, WritePolicy writing, Runnable broken) {
    this.out = out;
    this.threads = writing.threads();
    this.waits = writing.waits();
    this.write = new PendingWrite(writing.most());
    this.broken = broken;
  }

  /** Writes bytes. Must not be called again before {@code written} was called. */
  void write(byte[] bytes, Written written) {
    offered = write.begin(bytes, true, written);
    threads.execute(turn);
  }

  /**
   * Sends a pong between two other writes. If more wait than can be kept, the newest are sufficient
   * (RFC 6455, section 5.5.3).
   */
  void pong(byte[] frame) {
    PONG.accumulateAndGet(this, frame, DirectWriter::joined);
    threads.execute(turn);
  }

  private static byte[] joined(byte @Nullable [] waiting, byte[] frame) {
    if (waiting == null || waiting.length + frame.length > MOST_PONGS) {
      return frame;
    }
    byte[] both = Arrays.copyOf(waiting, waiting.length + frame.length);
    System.arraycopy(frame, 0, both, waiting.length, frame.length);
    return both;
  }

  /**
   * Sends the last frame, after the write that has begun; nothing follows it. If the client and the
   * server close at the same time, only the first of the two frames is sent.
   */
  void farewell(byte[] frame, Written written) {
    if (FAREWELL.compareAndSet(this, null, new PendingWrite().begin(frame, true, written))) {
      threads.execute(turn);
    } else {
      written.done(false);
    }
  }

  /** Returns whether a write is waiting for the client. */
  boolean isStuck() {
    return current != null;
  }

  /**
   * Stops writing, and runs {@code left} when no thread is using the stream. Where a write may wait
   * for its client, {@code left} runs at once, since only the end of TCP ends such a write.
   */
  void retire(Runnable left) {
    failed = true;
    if (waits) {
      left.run();
    } else {
      retired = left;
    }
    turn();
  }

  /** Drops the bytes that are still to be written, because the connection is over. */
  void abandon() {
    failed = true;
    turn();
  }

  @Override
  public void onWritePossible() {
    open = true;
    turn();
  }

  /**
   * {@inheritDoc}
   *
   * <p>A server that calls this again and again ({@link
   * org.fanfare.transport.Quirk#TELLS_ERRORS_FOR_EVER}) stops when the listener throws an
   * exception.
   */
  @Override
  public void onError(Throwable problem) {
    if (toldOfError) {
      throw new ToldAgainException();
    }
    toldOfError = true;
    failed = true;
    turn();
    broken.run();
  }

  /** Ends a loop of the container over a connection that is broken. */
  private static final class ToldAgainException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    ToldAgainException() {
      super("the connection is broken, as the container has said already");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this; // no stack trace: it is not an error
    }
  }

  @Override
  protected void round() {
    boolean more = open || failed;
    while (more) {
      more = step();
    }
    Runnable left = retired;
    if (left != null) {
      retired = null;
      left.run();
    }
  }

  /**
   * Continues one write, and returns whether it is done.
   *
   * <p>If the stream throws an exception, the connection is over. A stream that the server has
   * already recycled may throw any type ({@link
   * org.fanfare.transport.Quirk#REUSES_WHAT_IS_IN_USE}).
   */
  private boolean step() {
    PendingWrite now = current == null ? next() : current;
    current = now;
    if (now == null) {
      return false;
    }
    try {
      if (!failed && !now.advance(out)) {
        return false;
      }
    } catch (IOException | RuntimeException e) {
      failed = true;
    }
    current = null;
    now.done(!failed);
    return true;
  }

  /**
   * Returns the next write: pongs, but not twice in a row while another write waits; then the write
   * that is offered; then the last frame.
   */
  private @Nullable PendingWrite next() {
    PendingWrite asked = offered;
    if (saidFarewell) {
      if (asked != null) {
        offered = null;
        asked.done(false); // nothing follows a close frame (section 5.5.1)
      }
      return null;
    }
    if (pong != null && !(answered && asked != null)) {
      answered = true;
      byte[] answer = PONG.getAndSet(this, null);
      return new PendingWrite().begin(answer, true, ready -> {});
    }
    answered = false;
    if (asked != null) {
      offered = null; // no other is offered before this one is done
      return asked;
    }
    PendingWrite last = farewell;
    saidFarewell = last != null;
    return last;
  }
}
