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
 * <p>The connection's shard offers one write at a time; the thread that reads offers answers to
 * pings, which leave between two writes; the container says when there is room. Whoever comes first
 * does what can be done, and the others go round once more: the stream is used by one thread at a
 * time. Safe for use by any thread.
 */
final class DirectWriter extends SerialDrain implements WriteListener {
  /** So many bytes of answers to pings are kept: sixteen of the longest. */
  static final int MOST_PONGS = 16 * (2 + 125);

  // Fields rather than objects of their own: each is looked at for each delivery.
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
  private volatile @Nullable Runnable retired; // who is told that the stream is left
  private volatile @Nullable PendingWrite current; // changed in turns, as is the next
  private boolean answered; // what was written last is an answer to a ping
  private boolean saidFarewell;

  /**
   * @param writing who writes, since a write may wait for its client on some servers, and how much
   *     at a time
   * @param broken run when the container says that nothing can be written any more
   */
  DirectWriter(ServletOutputStream out, WritePolicy writing, Runnable broken) {
    this.out = out;
    this.threads = writing.threads();
    this.waits = writing.waits();
    this.write = new PendingWrite(writing.most());
    this.broken = broken;
  }

  /** Writes; not again before {@code written} was told. */
  void write(byte[] bytes, Written written) {
    offered = write.begin(bytes, true, written);
    threads.execute(turn);
  }

  /**
   * Writes between two other writes. Of more than can be kept the newest are enough (section
   * 5.5.3).
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
   * Writes the last frame, as soon as what has begun is out; nothing else leaves after it. Of two,
   * which the client and the server may say at once, one is enough.
   */
  void farewell(byte[] frame, Written written) {
    if (FAREWELL.compareAndSet(this, null, new PendingWrite().begin(frame, true, written))) {
      threads.execute(turn);
    } else {
      written.done(false);
    }
  }

  /** Whether a write waits for the client at the moment. */
  boolean isStuck() {
    return current != null;
  }

  /**
   * Writes nothing more, and tells {@code left} when nobody is within the stream any more; at once
   * where a write may wait for its client, since the end of TCP is what ends that.
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

  /** Lets go of what is to be written: the connection is over. */
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
   * <p>A server that tells this again and again ({@link
   * org.fanfare.transport.Quirk#TELLS_ERRORS_FOR_EVER}) ends when the listener throws.
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

  /** Ends a container's loop over a connection that is broken. */
  private static final class ToldAgainException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    ToldAgainException() {
      super("the connection is broken, as the container has said already");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this; // nobody has made a mistake that would be looked for
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
   * Does what can be done of one write; true if it is done.
   *
   * <p>Whatever a stream throws, the connection is over: of one that the server has recycled
   * already that may be anything ({@link org.fanfare.transport.Quirk#REUSES_WHAT_IS_IN_USE}).
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

  /** What comes first: an answer to a ping, but not two in a row, then what is offered. */
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
      offered = null; // nobody offers another before this one is done
      return asked;
    }
    PendingWrite last = farewell;
    saidFarewell = last != null;
    return last;
  }
}
