package org.fanfare.transport;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.connection.CallerPlace;
import org.fanfare.connection.Ended;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.fanfare.threads.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The number of bytes that a node holds of unfinished messages and request bodies, and of messages
 * that wait until their client's readers are open, and its limit.
 *
 * <p>Bytes are counted only while more of their message is awaited; what counts is the memory
 * allocated for them, which may be more than their number. A message that is complete as soon as it
 * has been read is passed on without being counted. Safe for use by any thread. A timer must call
 * {@link #tick}, which ends sockets whose message takes too long.
 */
public final class UnfinishedTotal {
  private final long total;
  private final Duration timeout;
  private final Ticker ticker;
  private final Ended tooLate;
  private final AtomicLong used = new AtomicLong();
  private final Set<UnfinishedMessage> awaited = ConcurrentHashMap.newKeySet();

  /**
   * Creates the total of a node that holds nothing yet.
   *
   * @param total the limit in bytes
   * @param timeout the time within which a message must be complete after it was first counted
   */
  public UnfinishedTotal(long total, Duration timeout, Ticker ticker) {
    this.total = total;
    this.timeout = timeout;
    this.ticker = ticker;
    this.tooLate = Ended.unfinished(timeout);
  }

  /**
   * Returns a total with room for at least one message of the maximum size, however it is
   * transmitted.
   *
   * @param wanted the configured total in bytes
   * @param maxSize the maximum size of a message in bytes; a frame that carries it may be twice as
   *     large
   */
  public static long atLeast(long wanted, int maxSize) {
    return Math.max(wanted, 3L * maxSize + 128 * 1024);
  }

  /**
   * Returns an object that holds and counts the unfinished messages of one socket.
   *
   * @param late runs once if a message is not complete in time, on the thread that calls {@link
   *     #tick}. It must not block, and must close the socket with {@link #tooLate}
   */
  public UnfinishedMessage ofSocket(Runnable late) {
    return ofSocket(late, null);
  }

  /**
   * Does the same for a socket of a caller.
   *
   * @param share what the caller may have of the total; null if that is not counted
   */
  public UnfinishedMessage ofSocket(Runnable late, @Nullable CallerPlace share) {
    return new UnfinishedMessage(this, late, share);
  }

  /**
   * Returns an object that holds and counts an unfinished body, or the unfinished lines of one. Its
   * user must notice itself when it is late.
   */
  public UnfinishedMessage ofBody() {
    return new UnfinishedMessage(this, null, null);
  }

  /**
   * Does the same for a body of a caller.
   *
   * @param share what the caller may have of the total
   */
  public UnfinishedMessage ofBody(CallerPlace share) {
    return new UnfinishedMessage(this, null, share);
  }

  /** Returns the reason with which a socket is closed if a message was not complete in time. */
  public Ended tooLate() {
    return tooLate;
  }

  /** Returns the problem with which a body is refused if the total has no room for it. */
  static Problem full() {
    return new Problem(
        Status.TOO_MUCH_BEGUN,
        "so much of other messages has come and is not whole that there is no room for more of"
            + " this one (fanfare.message.begun-total): send it again later");
  }

  /** Returns the number of bytes that are counted at the moment; never more than {@link #total}. */
  public long used() {
    return used.get();
  }

  /** Returns the limit in bytes. */
  public long total() {
    return total;
  }

  /** Ends the sockets that have a message which is not complete in time. */
  public void tick() {
    long now = ticker.nanos();
    for (UnfinishedMessage begun : awaited) {
      begun.endIfLate(now);
    }
  }

  /**
   * Adds bytes to those counted, or subtracts them if negative. Returns false, and changes nothing,
   * if the limit would be exceeded.
   */
  public boolean take(long bytes) {
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
