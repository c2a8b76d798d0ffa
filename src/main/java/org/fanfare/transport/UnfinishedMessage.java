package org.fanfare.transport;

import java.util.ArrayList;
import java.util.List;
import org.fanfare.connection.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * What one connection or body holds of a message that has begun and is not whole: the bytes that
 * have come, and their place in the node's total.
 *
 * <p>It serves one message after the other. The room for the bytes grows with them, and is at most
 * a quarter larger. One thread at a time uses it, but for {@link #end}, which any thread may call
 * at any moment: from then on nothing is held, and nothing is taken any more.
 */
public final class UnfinishedMessage {
  /** What is counted for each message beside its bytes. */
  static final int EACH = 256;

  private static final int LEAST_CHUNK = 64;
  private static final int MOST_SPARE = 8192;

  private final UnfinishedTotal total;
  private final @Nullable Runnable late;

  private @Nullable List<byte[]> chunks;
  private int size;
  private int room;
  private long counted; // 0 while no message waits for more
  private long deadline;
  private boolean ended;
  private boolean expired; // it ended because a message was late

  UnfinishedMessage(UnfinishedTotal total, @Nullable Runnable late) {
    this.total = total;
    this.late = late;
  }

  /**
   * Keeps a copy of {@code bytes[from]} and the {@code count - 1} after it; false if it has ended.
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
      // the first in just the room that they need: often there are no more
      int spare = size == 0 ? 0 : Math.max(LEAST_CHUNK, Math.min(MOST_SPARE, size / 4));
      byte[] chunk = new byte[Math.max(rest, spare)];
      System.arraycopy(bytes, from + fits, chunk, 0, rest);
      known.add(chunk);
      room += chunk.length;
    }
    size += count;
    return true;
  }

  /** How many bytes have been added to the message; 0 if it has ended. */
  public synchronized int size() {
    return size;
  }

  /**
   * Counts what is held now, since more of the message is waited for.
   *
   * @return false if there is no place for it, or this has ended: it holds nothing then, for good
   */
  public synchronized boolean hold() {
    return hold(room);
  }

  /** The same for bytes that are held elsewhere, by one who lets go of them if this is false. */
  public synchronized boolean hold(long bytes) {
    if (ended) {
      return false;
    }
    long more = bytes + EACH - counted;
    if (!total.take(more)) {
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

  /** All that was added: the message is whole, and another may begin. Null if this has ended. */
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

  /** The message is whole, or given up: nothing of it is held, and another may begin. */
  public synchronized void release() {
    chunks = null;
    size = 0;
    room = 0;
    if (counted > 0) {
      total.take(-counted);
      total.forget(this);
      counted = 0;
    }
  }

  /** Lets go of everything, for good; idempotent. */
  public synchronized void end() {
    ended = true;
    release();
  }

  /** Why a socket ends for which nothing more is held: its message was late, or had no place. */
  public synchronized CloseReason refusal() {
    return expired ? total.tooLate() : CloseReason.BEGUN_TOTAL;
  }

  /** Whether a message waits for more, and has for too long. */
  public synchronized boolean isLate(long now) {
    return counted > 0 && now - deadline > 0;
  }

  void endIfLate(long now) {
    if (late != null && expire(now)) {
      late.run();
    }
  }

  /** At one moment, so that a message which is told to be late is never taken all the same. */
  private synchronized boolean expire(long now) {
    if (!isLate(now)) {
      return false;
    }
    expired = true;
    end();
    return true;
  }
}
