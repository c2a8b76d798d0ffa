package org.fanfare.consumer.run;

import java.time.Duration;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outgoing;
import org.fanfare.connection.Transport;
import org.fanfare.message.Message;
import org.fanfare.threads.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * The way to the client of a session: messages in both directions have numbers, and are kept until
 * they are acknowledged, whatever carries them. At most one {@link Carrier} sends to the client at
 * a time; a newer one replaces it.
 *
 * <p>An end while there is no carrier, before the first one or in a break, is kept for the next
 * one, within the grace: so is what was sent before it, unless that was too much. Its consumer need
 * not wait for that.
 *
 * <p>Safe for use by any thread; it holds no lock while it calls out.
 */
final class SessionLink implements Link {
  private final Callbacks callbacks;
  private final AtEnd atEnd;
  private final SessionLife life;
  private final Intake intake;
  private final BackPressure pressure;

  // All of these are guarded by this.
  private final Unacknowledged unacknowledged = new Unacknowledged();
  private final SessionEnding ending = new SessionEnding();
  private final Carriage carriage;
  private final Grace grace;
  private boolean begun; // connect has returned

  /**
   * A link whose client has no carrier yet.
   *
   * @param atEnd is told when nothing is called in the consumer any more but its end
   * @param life is told when the session goes on, and when it is over
   * @param grace how long the session lives without one
   */
  SessionLink(
      Callbacks callbacks,
      AtEnd atEnd,
      SessionLife life,
      Schedule schedule,
      Duration grace,
      Transport transport) {
    this.callbacks = callbacks;
    this.atEnd = atEnd;
    this.life = life;
    this.carriage = new Carriage(transport);
    this.grace = new Grace(schedule, grace, this::expire);
    this.intake = new Intake(callbacks, schedule, this::wake);
    this.pressure = new BackPressure(callbacks, this::isCrowded);
  }

  /** Returns the messages of the client. */
  Intake intake() {
    return intake;
  }

  @Override
  public synchronized Transport transport() {
    return carriage.transport();
  }

  @Override
  public synchronized boolean isOpen() {
    return !ending.hasBegun();
  }

  @Override
  public boolean send(Message message) {
    Carrier current;
    boolean full;
    boolean crowded;
    synchronized (this) {
      if (ending.hasBegun()) {
        return false;
      }
      full = !unacknowledged.add(message);
      crowded = unacknowledged.isCrowded();
      current = carriage.current();
    }
    if (full) {
      end(Ended.SLOW);
      return false;
    }
    if (crowded) {
      pressure.hold();
    }
    if (current != null) {
      current.wake();
    }
    return true;
  }

  /**
   * The client has received everything up to a number.
   *
   * @return false if it was not sent so much
   */
  boolean acknowledge(long number) {
    synchronized (this) {
      if (!unacknowledged.acknowledge(number)) {
        return false;
      }
    }
    pressure.release();
    return true;
  }

  private synchronized boolean isCrowded() {
    return unacknowledged.isCrowded();
  }

  /** There is something to tell the client. */
  private void wake() {
    Carrier current = carrier();
    if (current != null) {
      current.wake();
    }
  }

  private synchronized @Nullable Carrier carrier() {
    return carriage.current();
  }

  /** What the carrier is to send next; null if there is nothing, or another has replaced it. */
  synchronized @Nullable Outgoing next(Carrier asking, long maxBytes) {
    return asking == carriage.current() ? unacknowledged.next(asking, maxBytes, intake) : null;
  }

  synchronized boolean hasMore(Carrier asking) {
    return asking == carriage.current() && unacknowledged.hasMore(asking);
  }

  /** A carrier takes over; returns the one before, or null, which the caller is to end. */
  @Nullable Carrier attach(Carrier newcomer) {
    Carrier before;
    boolean resumes;
    synchronized (this) {
      before = carriage.current();
      resumes = carriage.takeOver(newcomer) && !ending.hasBegun();
      grace.end();
    }
    if (resumes) {
      life.resumed();
    }
    return before;
  }

  @Override
  public synchronized int waiting() {
    return unacknowledged.size();
  }

  @Override
  public boolean isCarried() {
    return carrier() != null;
  }

  boolean isCarriedBy(Carrier asking) {
    return asking == carrier();
  }

  /** Whether nobody can come back to it; then a carrier is of no use. */
  synchronized boolean isOver() {
    return ending.isOver();
  }

  /** Why the session ends, as its client is told; null if it does not. */
  synchronized @Nullable Ended farewell() {
    return ending.farewell();
  }

  /** A carrier has ended: the session waits for another one, unless it ends, too. */
  void lost(Carrier former, Ended why) {
    boolean ends;
    Ended known;
    synchronized (this) {
      if (former != carriage.current()) {
        return;
      }
      carriage.lose();
      known = ending.reason();
      ends = former.isUnknown() || ending.isCompleteBy(why);
      if (!ends) {
        waitForCarrier();
      }
    }
    if (ends) {
      finish(why);
    } else if (known != null) {
      endConsumer(known);
    }
  }

  /**
   * The consumer has accepted the client: from now on the session lives for its grace without a
   * carrier. If it was ended meanwhile, its consumer is told now.
   */
  void begin() {
    Ended known;
    synchronized (this) {
      begun = true;
      waitForCarrier();
      known = ending.reason();
    }
    if (known != null) {
      endConsumer(known);
    }
  }

  /** Called with the lock held. */
  private void waitForCarrier() {
    if (carriage.current() == null && !ending.isOver()) {
      grace.begin();
    }
  }

  @Override
  public void end(Ended why) {
    Carrier current;
    boolean connecting;
    Ended reason;
    synchronized (this) {
      reason = ending.because(why);
      current = carriage.current();
      connecting = !begun;
    }
    callbacks.close();
    if (current != null) {
      current.end(SessionEnding.farewell(reason));
    } else if (connecting) {
      return; // the consumer is told when connect has returned, and the client by its first carrier
    } else if (reason.equals(Ended.SLOW)) {
      finish(reason); // what waits for the client is more than may wait
    } else {
      endConsumer(reason); // the next carrier tells the client, if it comes within the grace
    }
  }

  /** The client ends the session with a code and a reason: what it has sent before is handled. */
  void leave(int code, String reason) {
    finish(Ended.left(code, reason));
  }

  /** The grace is over. */
  private void expire() {
    if (!isCarried() && isOpen()) {
      life.expired();
    }
    abandon();
  }

  /** Ends the session if it has no carrier. */
  @Override
  public void abandon() {
    if (!isCarried()) {
      finish(Ended.GONE);
    }
  }

  private void finish(Ended why) {
    Carrier current;
    Ended reason;
    synchronized (this) {
      if (!ending.finish()) {
        return;
      }
      reason = ending.because(why);
      unacknowledged.clear();
      grace.end();
      current = carriage.current(); // it may have come meanwhile
    }
    intake.end();
    life.over();
    if (current != null) {
      current.end(SessionEnding.farewell(reason));
    }
    endConsumer(reason);
  }

  private void endConsumer(Ended why) {
    boolean first;
    synchronized (this) {
      first = ending.tellsConsumer();
    }
    if (first) {
      atEnd.ended(why);
    }
  }
}
