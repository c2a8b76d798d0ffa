package org.fanfare.transport;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.connection.CloseReason;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.fanfare.threads.Ticker;

/**
 * What a node holds of messages and bodies that have begun and are not whole: how many bytes it is,
 * and how many it may be.
 *
 * <p>Counted is what is held while more of it is waited for, the room for it included. What is
 * whole as soon as it is read is handed on, and needs no place here. Safe for use by any thread.
 * {@link #tick} must be called by a timer: it ends messages that take too long.
 */
public final class UnfinishedTotal {
  private final long total;
  private final Duration timeout;
  private final Ticker ticker;
  private final CloseReason tooLate;
  private final AtomicLong used = new AtomicLong();
  private final Set<UnfinishedMessage> awaited = ConcurrentHashMap.newKeySet();

  /**
   * A node that holds nothing.
   *
   * @param total the most bytes
   * @param timeout by when a message must be whole, after it has begun
   */
  public UnfinishedTotal(long total, Duration timeout, Ticker ticker) {
    this.total = total;
    this.timeout = timeout;
    this.ticker = ticker;
    this.tooLate = CloseReason.unfinished(timeout);
  }

  /**
   * Returns a total with room for at least the largest message alone, in whatever way it comes.
   *
   * @param wanted the bytes wanted
   * @param maxSize the most bytes of a message, of which a frame may have twice as many
   */
  public static long atLeast(long wanted, int maxSize) {
    return Math.max(wanted, 3L * maxSize + 128 * 1024);
  }

  /**
   * What a socket holds of its client's messages.
   *
   * @param late runs once if one is not whole in time, on the timer's thread: it must not block,
   *     and is to end the socket as {@link #tooLate} says
   */
  public UnfinishedMessage ofSocket(Runnable late) {
    return new UnfinishedMessage(this, late);
  }

  /** What is held of a body, or of its lines; who reads it knows when it is late. */
  public UnfinishedMessage ofBody() {
    return new UnfinishedMessage(this, null);
  }

  /** Why a socket ends of which a message was not whole in time. */
  public CloseReason tooLate() {
    return tooLate;
  }

  /** What a body is told for which there is no place. */
  public static ProblemException full() {
    return new Problem(
            Status.TOO_MUCH_BEGUN,
            "so much of other messages has come and is not whole that there is no room for more of"
                + " this one (fanfare.message.begun-total): send it again later")
        .thrown();
  }

  /** How many bytes are held at the moment; never more than {@link #total}. */
  public long used() {
    return used.get();
  }

  /** How many bytes may be held. */
  public long total() {
    return total;
  }

  /** Ends sockets of which a message takes too long. */
  public void tick() {
    long now = ticker.nanos();
    for (UnfinishedMessage begun : awaited) {
      begun.endIfLate(now);
    }
  }

  /** Takes bytes, or gives them back if they are less than 0; false if there are not so many. */
  boolean take(long bytes) {
    long before = used.get();
    while (bytes <= total - before) {
      if (used.compareAndSet(before, before + bytes)) {
        return true;
      }
      before = used.get();
    }
    return false;
  }

  long deadline() {
    return ticker.nanos() + timeout.toNanos();
  }

  void await(UnfinishedMessage begun) {
    awaited.add(begun);
  }

  void forget(UnfinishedMessage begun) {
    awaited.remove(begun);
  }
}
