package org.fanfare.consumer.run;

import java.time.Duration;
import java.util.List;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outgoing;
import org.fanfare.connection.Transport;
import org.fanfare.message.Message;
import org.fanfare.protocol.SessionFrame;
import org.fanfare.status.Status;
import org.fanfare.threads.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * The way to the client of a session: messages in both directions have numbers, and are kept until
 * they are acknowledged, whatever carries them. At most one {@link Carrier} sends to the client at
 * a time; a newer one replaces it.
 *
 * <p>An end before the first carrier, or between two polls, is kept for the next one, within the
 * grace: for a client that polls, to have no carrier is no loss. Its consumer need not wait for
 * that.
 *
 * <p>Safe for use by any thread; it holds no lock while it calls out, but that of {@link #take}.
 */
final class SessionLink implements Link {
  /** The most messages that a client may send without an acknowledgement. */
  static final int WINDOW = 32;

  private static final int ACK_AFTER = 16;
  private static final Duration ACK_WITHIN = Duration.ofSeconds(1);

  /** What became of messages of the client. */
  enum Taken {
    /** All are taken. */
    ALL,
    /** There is no room for all of them now, or the client has passed its window. */
    SOME,
    /** One has a number that is not the next. */
    OUT_OF_ORDER
  }

  /** Is told what becomes of a session; on any thread. */
  interface Life {
    /** It goes on: after a break, or over another transport than before. */
    void resumed();

    /** Nothing came to carry it, so that it ends. */
    void expired();

    /** Nobody can come back to it any more. Called once. */
    void over();
  }

  private final Callbacks callbacks;
  private final AtEnd atEnd;
  private final Life life;
  private final Schedule schedule;
  private final Duration grace;
  private final Object taking = new Object(); // the same messages may come over two ways at once

  // All of these are guarded by this.
  private final Unacknowledged unacknowledged = new Unacknowledged();
  private boolean crowded;
  private long taken;
  private int beyond; // messages that are in the inbox although it is full: not taken yet
  private long toldTaken;
  private boolean ackDue;
  private Schedule.@Nullable Pending ackPending;
  private @Nullable Carrier carrier;
  private Transport transport;
  private Schedule.@Nullable Pending gone;
  private @Nullable Ended ending;
  private boolean begun; // connect has returned
  private boolean hadCarrier;
  private boolean closed; // nothing is sent any more
  private boolean ended; // its consumer knows
  private boolean over; // nobody can come back to it

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
      Life life,
      Schedule schedule,
      Duration grace,
      Transport transport) {
    this.callbacks = callbacks;
    this.atEnd = atEnd;
    this.life = life;
    this.schedule = schedule;
    this.grace = grace;
    this.transport = transport;
  }

  @Override
  public synchronized Transport transport() {
    return transport;
  }

  @Override
  public synchronized boolean isOpen() {
    return !closed;
  }

  @Override
  public boolean send(Message message) {
    Carrier current;
    boolean full;
    synchronized (this) {
      if (closed) {
        return false;
      }
      full = !unacknowledged.add(message);
      if (!full && !crowded && unacknowledged.isCrowded()) {
        crowded = true;
        callbacks.pause(); // it only notes it
      }
      current = carrier;
    }
    if (full) {
      end(Ended.SLOW);
      return false;
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
    boolean resumes;
    synchronized (this) {
      if (!unacknowledged.acknowledge(number)) {
        return false;
      }
      resumes = crowded && !unacknowledged.isCrowded();
      crowded &= !resumes;
    }
    if (resumes) {
      callbacks.resume();
      synchronized (this) {
        if (crowded) { // more was sent meanwhile
          callbacks.pause();
        }
      }
    }
    return true;
  }

  /**
   * Takes messages of the client as far as there is room: those that came before are dropped
   * without a word. The client sends the rest again.
   */
  Taken take(List<SessionFrame.Numbered> messages) {
    return take(messages, false);
  }

  /**
   * Takes messages of a client that cannot send them again, and is known to have a window. Beyond
   * the bound of the inbox there is room for a window, which is not acknowledged until there is
   * room in the inbox: so a client that keeps to its window is never refused.
   */
  Taken takeWindow(List<SessionFrame.Numbered> messages) {
    return take(messages, true);
  }

  private Taken take(List<SessionFrame.Numbered> messages, boolean window) {
    synchronized (taking) {
      for (SessionFrame.Numbered each : messages) {
        long next = nextNumber();
        if (each.number() > next) {
          return Taken.OUT_OF_ORDER;
        }
        if (each.number() == next && !takes(each.message(), window)) {
          return Taken.SOME;
        }
      }
      return Taken.ALL;
    }
  }

  private boolean takes(Message message, boolean window) {
    int more = beyond();
    if (more == 0 && callbacks.offer(event(message), message.size())) {
      tookOne();
      return true;
    }
    if (!window || more >= WINDOW) {
      return false;
    }
    synchronized (this) {
      beyond++;
    }
    callbacks.take(event(message), message.size());
    callbacks.whenRoom(this::tookAll);
    return true;
  }

  private synchronized int beyond() {
    return beyond;
  }

  /** The number that the client's next message has. */
  synchronized long nextNumber() {
    return taken + beyond + 1;
  }

  /** There is room in the inbox: what is in it is taken. */
  private void tookAll() {
    synchronized (this) {
      taken += beyond;
      beyond = 0;
    }
    acknowledgeNow();
  }

  private static Event event(Message message) {
    return message.kind() == Message.Kind.BYTES
        ? new Event.Bytes(message.toBytes())
        : new Event.Text(message.text());
  }

  /** The number up to which the client's messages were taken. */
  synchronized long taken() {
    return taken;
  }

  private void tookOne() {
    Carrier told = null;
    synchronized (this) {
      taken++;
      if (taken - toldTaken >= ACK_AFTER) {
        told = carrier;
      } else if (ackPending == null && !over) {
        ackPending = schedule.after(ACK_WITHIN, this::acknowledgeNow);
      }
    }
    if (told != null) {
      told.wake();
    }
  }

  private void acknowledgeNow() {
    Carrier told;
    synchronized (this) {
      ackPending = null;
      ackDue = taken > toldTaken;
      told = ackDue ? carrier : null;
    }
    if (told != null) {
      told.wake();
    }
  }

  /** Somebody has told the client by other means what was taken, such as the answer to a POST. */
  synchronized void toldTaken(long number) {
    toldTaken = Math.max(toldTaken, number);
  }

  /** What the carrier is to send next; null if there is nothing, or another has replaced it. */
  synchronized @Nullable Outgoing next(Carrier asking, long maxBytes) {
    if (asking != carrier) {
      return null;
    }
    long from = unacknowledged.from(asking.next());
    List<Message> messages = unacknowledged.since(from, maxBytes);
    boolean tells = !messages.isEmpty() || taken - toldTaken >= ACK_AFTER || ackDue;
    if (!tells) {
      return null;
    }
    asking.sent(from + messages.size());
    toldTaken = taken;
    ackDue = false;
    return new Outgoing.Numbered(from, messages, taken);
  }

  synchronized boolean hasMore(Carrier asking) {
    // what the client has acknowledged before it was sent here is never sent here
    return asking == carrier && unacknowledged.from(asking.next()) < unacknowledged.following();
  }

  /**
   * A carrier takes over; the one before is to be ended by the caller.
   *
   * @return the one before, or null
   */
  @Nullable Carrier attach(Carrier newcomer) {
    Carrier before;
    Schedule.Pending pending;
    boolean resumes;
    synchronized (this) {
      before = carrier;
      carrier = newcomer;
      resumes = hadCarrier && !closed && !(isPolling() && newcomer.transport() == Transport.POLL);
      hadCarrier = true;
      transport = newcomer.transport();
      pending = gone;
      gone = null;
    }
    if (pending != null) {
      pending.cancel();
    }
    if (resumes) {
      life.resumed();
    }
    return before;
  }

  /** Called with the lock held. */
  private boolean isPolling() {
    return transport == Transport.POLL;
  }

  @Override
  public synchronized int waiting() {
    return unacknowledged.size();
  }

  @Override
  public synchronized boolean isCarried() {
    return carrier != null;
  }

  synchronized boolean isCarriedBy(Carrier asking) {
    return asking == carrier;
  }

  /** Whether nobody can come back to it; then a carrier is of no use. */
  synchronized boolean isOver() {
    return over;
  }

  /** Why the session ends, as its client is told; null if it does not. */
  synchronized @Nullable Ended farewell() {
    Ended known = ending;
    return known != null && known.status() == Status.BYE
        ? Ended.byApplication(known.code(), known.text()) // a poll that was answered ends so, too
        : known;
  }

  /** A carrier has ended: the session waits for another one, unless it ends, too. */
  void lost(Carrier former, Ended why) {
    boolean ends;
    Ended known;
    synchronized (this) {
      if (former != carrier) {
        return;
      }
      carrier = null;
      known = ending;
      ends =
          isForGood(why)
              || former.isUnknown()
              || (known != null
                  && (former.transport() != Transport.POLL || why.equals(farewell())));
      if (!ends) {
        waitForCarrier();
      }
    }
    if (ends) {
      finish(known == null ? why : known);
    } else if (known != null) {
      endConsumer(known);
    }
  }

  /** The client closes, or the server has to: nobody comes back to this session. */
  private static boolean isForGood(Ended why) {
    return switch (why.status()) {
      case GONE, HEARTBEAT, LIFETIME, REPLACED, TIMEOUT, UNAVAILABLE, TOO_MANY_CONNECTIONS, BYE ->
          false;
      default -> true;
    };
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
      known = ending;
    }
    if (known != null) {
      endConsumer(known);
    }
  }

  /** Called with the lock held. */
  private void waitForCarrier() {
    if (carrier == null && gone == null && !over) {
      gone = schedule.after(grace, this::expire);
    }
  }

  @Override
  public void end(Ended why) {
    Carrier current;
    boolean connecting;
    boolean waits;
    Ended reason;
    Ended told;
    synchronized (this) {
      closed = true;
      reason = ending == null ? why : ending;
      ending = reason;
      told = farewell();
      current = carrier;
      connecting = !begun;
      waits = !hadCarrier || isPolling();
    }
    callbacks.close();
    if (current != null) {
      current.close(told == null ? reason : told);
    } else if (connecting) {
      return; // the consumer is told when connect has returned, and the client by its first carrier
    } else if (waits) {
      endConsumer(reason); // the next carrier tells the client
    } else {
      finish(reason);
    }
  }

  /** The client ends the session with a code and a reason: what it has sent before is handled. */
  void leave(int code, String reason) {
    finish(Ended.left(code, reason));
  }

  private void expire() {
    boolean isTheEnd;
    synchronized (this) {
      isTheEnd = carrier == null && ending == null;
    }
    if (isTheEnd) {
      life.expired();
    }
    abandon();
  }

  /** Ends the session if it has no carrier. */
  @Override
  public void abandon() {
    Ended why;
    synchronized (this) {
      if (carrier != null) {
        return;
      }
      why = ending == null ? Ended.GONE : ending;
    }
    finish(why);
  }

  private void finish(Ended why) {
    Schedule.Pending one;
    Schedule.Pending two;
    Carrier current;
    Ended reason;
    Ended told;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      closed = true;
      reason = ending == null ? why : ending;
      ending = reason;
      told = farewell();
      unacknowledged.clear();
      one = gone;
      two = ackPending;
      current = carrier; // it may have come meanwhile
    }
    if (one != null) {
      one.cancel();
    }
    if (two != null) {
      two.cancel();
    }
    life.over();
    if (current != null) {
      current.close(told == null ? reason : told);
    }
    endConsumer(reason);
  }

  private void endConsumer(Ended why) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    atEnd.ended(why);
  }
}
