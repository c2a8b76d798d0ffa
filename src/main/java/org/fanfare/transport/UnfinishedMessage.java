package org.fanfare.transport;

import java.util.ArrayList;
import java.util.List;
import org.fanfare.connection.CallerPlace;
import org.fanfare.connection.Ended;
import org.fanfare.status.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The part of an unfinished message that one connection or request body holds: the bytes that have
 * arrived, and their share of the node's total.
 *
 * <p>It is used for one message after the other. The memory for the bytes grows with them, and
 * exceeds them by at most a quarter, or by 64 bytes if that is more. Used by one thread at a time,
 * except for {@link #end}, which any thread may call at any time: from then on nothing is held, and
 * no more bytes are accepted.
 */
public final class UnfinishedMessage {
  /** The number of bytes that are counted for each message in addition to its own bytes. */
  static final int EACH = 256;

  private static final int LEAST_CHUNK = 64;
  private static final int MOST_SPARE = 8192;

  private final UnfinishedTotal total;
  private final @Nullable Runnable late;
  private final @Nullable CallerPlace share;

  private @Nullable List<byte[]> chunks;
  private int size;
  private int room;
  private long counted; // 0 unless more of a message is awaited
  private long deadline;
  private boolean ended;
  private boolean expired; // it ended because a message was late
  private @Nullable Problem overdrawn; // it ended because its caller has too much

  UnfinishedMessage(UnfinishedTotal total, @Nullable Runnable late, @Nullable CallerPlace share) {
    this.total = total;
    this.late = late;
    this.share = share;
  }

  /**
   * Adds a copy of {@code count} bytes, which begin at {@code bytes[from]}. Returns false if this
   * has ended.
   */
  public synchronized boolean add(byte[] bytes, int from, int count) {
    if (ended) {
      return false;
    }
    List<byte[]> known = chunks == null ? new ArrayList<>(1) : chunks;
    chunks = known;
    int fits = Math.min(count, room - size);
    if (fits > 0) {
      byte[] last = known.get(known.size() - 1);
      System.arraycopy(bytes, from, last, last.length - (room - size), fits);
    }
    int rest = count - fits;
    if (rest > 0) {
      // The first chunk is exactly as large as its bytes: often no others follow.
      int spare = size == 0 ? 0 : Math.max(LEAST_CHUNK, Math.min(MOST_SPARE, size / 4));
      byte[] chunk = new byte[Math.max(rest, spare)];
      System.arraycopy(bytes, from + fits, chunk, 0, rest);
      known.add(chunk);
      room += chunk.length;
    }
    size += count;
    return true;
  }

  /** Returns the number of bytes that were added to the message; 0 if this has ended. */
  public synchronized int size() {
    return size;
  }

  /**
   * Counts in the node's total what is held now, because more of the message is awaited.
   *
   * @return false if the total has no room for it, or its caller has too much, or this has ended;
   *     then nothing is held, and this stays ended
   */
  public synchronized boolean hold() {
    return hold(room);
  }

  /**
   * Does the same for bytes that the caller holds elsewhere, which it must release if this returns
   * false.
   */
  public synchronized boolean hold(long bytes) {
    if (ended) {
      return false;
    }
    long more = bytes + EACH - counted;
    overdrawn = share == null ? null : share.take(more);
    if (overdrawn != null || !total.take(more)) {
      if (share != null && overdrawn == null) {
        share.take(-more);
      }
      end();
      return false;
    }
    if (counted == 0) {
      deadline = total.deadline();
      if (late != null) {
        total.await(this);
      }
    }
    counted = bytes + EACH;
    return true;
  }

  /**
   * Returns all bytes that were added: the message is complete, and the next one may begin. Returns
   * null if this has ended.
   */
  public synchronized byte @Nullable [] take() {
    if (ended) {
      return null;
    }
    byte[] all = new byte[size];
    int at = 0;
    for (byte[] chunk : chunks == null ? List.<byte[]>of() : chunks) {
      int count = Math.min(chunk.length, size - at);
      System.arraycopy(chunk, 0, all, at, count);
      at += count;
    }
    release();
    return all;
  }

  /**
   * Releases what is held, because the message is complete or was abandoned. The next one may
   * begin.
   */
  public synchronized void release() {
    chunks = null;
    size = 0;
    room = 0;
    if (counted > 0) {
      total.take(-counted);
      if (share != null) {
        share.take(-counted);
      }
      total.forget(this);
      counted = 0;
    }
  }

  /** Releases everything, and accepts no more bytes. Idempotent. */
  public synchronized void end() {
    ended = true;
    release();
  }

  /**
   * Returns the reason with which to close a socket after this has ended by itself: a message was
   * not complete in time, or the node's total or its caller's share had no room for it.
   */
  public synchronized Ended refusal() {
    if (expired) {
      return total.tooLate();
    }
    return overdrawn == null ? Ended.BEGUN_TOTAL : Ended.of(overdrawn);
  }

  /** Returns the problem with which to refuse a body after {@link #hold} has returned false. */
  public synchronized Problem problem() {
    return overdrawn == null ? UnfinishedTotal.full() : overdrawn;
  }

  /** Returns whether more of a message is awaited, and its time is over. */
  public synchronized boolean isLate(long now) {
    return counted > 0 && now - deadline > 0;
  }

  void endIfLate(long now) {
    if (late != null && expire(now)) {
      late.run();
    }
  }

  /**
   * Checks the time and ends this in one atomic step, so that a message that is reported as late is
   * never returned by {@link #take} as well.
   */
  private synchronized boolean expire(long now) {
    if (!isLate(now)) {
      return false;
    }
    expired = true;
    end();
    return true;
  }
}
