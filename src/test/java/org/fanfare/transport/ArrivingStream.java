package org.fanfare.transport;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends, arriving when the test says so. As a container does (Servlet 6, section 3.7)
 * it tells its listener of more only after it was asked in vain, and it may be used by one thread
 * at a time only.
 */
public final class ArrivingStream extends ServletInputStream {
  private final ConcurrentLinkedDeque<byte[]> pieces = new ConcurrentLinkedDeque<>();
  private final AtomicBoolean used = new AtomicBoolean();
  private boolean awaited = true; // guarded by the pieces
  private volatile boolean ended;
  private volatile boolean broken;
  private volatile boolean recycled;
  private volatile @Nullable ReadListener listener;

  /** Runs once, when it has just been asked in vain and its answer has not been seen yet. */
  private Runnable onceInVain = () -> {};

  /** Runs once, when bytes were read that the reader has not seen yet. */
  private Runnable onceRead = () -> {};

  /** What happens, by another thread perhaps, while the reader is told that nothing is there. */
  public void whileTellingThatThereIsNothing(Runnable meanwhile) {
    onceInVain = meanwhile;
  }

  /** What happens, by another thread perhaps, while the reader is given bytes. */
  public void whileGivingBytes(Runnable meanwhile) {
    onceRead = meanwhile;
  }

  /** A text comes. */
  public void arrive(String text) {
    arrive(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A text has come together with the head of the request, before anybody listens. */
  public void hasCome(String text) {
    pieces.add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes come, in one piece. */
  public void arrive(byte[] piece) {
    boolean tells;
    synchronized (pieces) {
      pieces.add(piece);
      tells = isToBeTold();
    }
    if (tells) {
      tell(ReadListener::onDataAvailable);
    }
  }

  /** The client has sent everything. */
  public void end() {
    boolean tells;
    synchronized (pieces) {
      ended = true;
      tells = isToBeTold();
    }
    if (tells) {
      tell(ReadListener::onAllDataRead);
    }
  }

  /** The connection breaks; whoever reads is told by an exception. */
  public void breakOff() {
    boolean tells;
    synchronized (pieces) {
      broken = true;
      tells = isToBeTold();
    }
    if (tells) {
      tell(ReadListener::onDataAvailable);
    }
  }

  /** The server has ended the request and uses its objects again; whoever reads then meets that. */
  public void recycle() {
    recycled = true;
    breakOff();
  }

  /** The connection breaks; the listener is told. */
  public void fail() {
    Objects.requireNonNull(listener, "nobody listens").onError(new IOException("reset by peer"));
  }

  /** The number of bytes that nobody has read. */
  public int unread() {
    return pieces.stream().mapToInt(piece -> piece.length).sum();
  }

  @Override
  public int available() {
    return unread();
  }

  private boolean isToBeTold() {
    boolean tells = awaited;
    awaited = false;
    return tells;
  }

  private interface News {
    void tell(ReadListener who) throws IOException;
  }

  private void tell(News news) {
    try {
      news.tell(Objects.requireNonNull(listener, "nobody listens"));
    } catch (IOException e) {
      throw new AssertionError("the listener failed", e);
    }
  }

  /** Whether somebody is within a call of it. */
  public boolean isInUse() {
    return used.get();
  }

  /** The server gives it to another request: nobody is told, and who reads then meets that. */
  public void takeBack() {
    recycled = true;
  }

  @Override
  public void setReadListener(ReadListener who) {
    listener = who;
  }

  @Override
  public boolean isReady() {
    enter();
    try {
      if (recycled) {
        throw new NullPointerException("the input buffer is null");
      }
      synchronized (pieces) {
        if (!pieces.isEmpty() || ended || broken) {
          return true;
        }
        awaited = true;
      }
      Runnable meanwhile = onceInVain;
      onceInVain = () -> {};
      meanwhile.run();
      return false;
    } finally {
      used.set(false);
    }
  }

  @Override
  public int read(byte[] buffer, int from, int most) throws IOException {
    enter();
    try {
      if (recycled) {
        throw new NullPointerException("the input buffer is null");
      }
      if (broken) {
        throw new IOException("reset by peer");
      }
      byte[] piece = pieces.poll();
      if (piece == null) {
        if (!ended) {
          throw new IllegalStateException("it is read though it was not ready");
        }
        return -1;
      }
      int count = Math.min(piece.length, most);
      System.arraycopy(piece, 0, buffer, from, count);
      if (count < piece.length) {
        pieces.addFirst(Arrays.copyOfRange(piece, count, piece.length));
      }
      Runnable meanwhile = onceRead;
      onceRead = () -> {};
      meanwhile.run();
      return count;
    } finally {
      used.set(false);
    }
  }

  private void enter() {
    if (!used.compareAndSet(false, true)) {
      throw new AssertionError("a second use while one is going on");
    }
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("one byte at a time");
  }

  @Override
  public boolean isFinished() {
    return ended && pieces.isEmpty();
  }
}
