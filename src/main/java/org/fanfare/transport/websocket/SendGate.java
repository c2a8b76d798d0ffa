package org.fanfare.transport.websocket;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Separates the sends of an endpoint's session from the session's end. When {@link #shut} has
 * returned, no new send begins, and no other thread is inside one, unless {@link #MOST_MILLIS} were
 * not enough.
 *
 * <p>A server may use the response of a WebSocket for another request as soon as the endpoint was
 * told that the session has ended ({@link org.fanfare.transport.Quirk#REUSES_WHAT_IS_IN_USE}). A
 * thread that was still inside a send then wrote its message into another client's response.
 *
 * <p>Safe for use by any thread. A send never waits here. The end waits for sends that have begun,
 * normally for microseconds, and never longer than {@link #MOST_MILLIS}, because a ping may wait
 * for its client ({@link org.fanfare.transport.Quirk#PINGS_WAIT}).
 */
final class SendGate {
  /** The maximum time in milliseconds for which the end of a session waits. */
  static final long MOST_MILLIS = 1000;

  private final ReentrantReadWriteLock sends = new ReentrantReadWriteLock();
  private volatile boolean shut;

  /**
   * Begins a send, which must be ended by {@link #leave}. Returns false if the session has ended.
   */
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

  /** Ends a send. Called on the thread that began it. */
  void leave() {
    sends.readLock().unlock();
  }

  /**
   * Called when the session has ended. If a server calls this from inside a send, on the same
   * thread, nothing is waited for.
   */
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
