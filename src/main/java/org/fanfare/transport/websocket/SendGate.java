package org.fanfare.transport.websocket;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps the end of a session of the standard's endpoint and its sends apart: when {@link #shut} has
 * returned, no other thread is within a send, and none begins.
 *
 * <p>A server may give the response of a WebSocket to another request as soon as the endpoint was
 * told of the end ({@link org.fanfare.transport.Quirk#REUSES_WHAT_IS_IN_USE}). A thread that was
 * within a send then wrote its message into another client's response.
 *
 * <p>Safe for use by any thread. A send never waits. The end waits for sends that are under way,
 * microseconds as a rule, and never longer than {@link #MOST_MILLIS}: a ping may wait for its
 * client ({@link org.fanfare.transport.Quirk#PINGS_WAIT}).
 */
final class SendGate {
  /** So long the end of a session waits at most. */
  static final long MOST_MILLIS = 1000;

  private final ReentrantReadWriteLock sends = new ReentrantReadWriteLock();
  private volatile boolean shut;

  /** Begins a send, which must be left; false if the session has ended. */
  boolean enter() {
    if (shut || !sends.readLock().tryLock()) {
      return false;
    }
    if (shut) {
      sends.readLock().unlock();
      return false;
    }
    return true;
  }

  /** Ends a send, on the thread that began it. */
  void leave() {
    sends.readLock().unlock();
  }

  /** The session ends. A server may tell so from within a send, which is then not waited for. */
  void shut() {
    shut = true;
    if (sends.getReadHoldCount() != 0) {
      return;
    }
    try {
      if (sends.writeLock().tryLock(MOST_MILLIS, TimeUnit.MILLISECONDS)) {
        sends.writeLock().unlock();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
