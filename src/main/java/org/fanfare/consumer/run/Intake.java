package org.fanfare.consumer.run;

import java.time.Duration;
import java.util.List;
import org.fanfare.message.Message;
import org.fanfare.protocol.SessionFrame;
import org.fanfare.threads.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * The messages of the client of a session, numbered from 1: which of them are taken for the
 * callbacks, and up to which number the client knows it. The counterpart of {@link Unacknowledged}.
 *
 * <p>Safe for use by any thread. The same messages may come over two ways at once, so one thread
 * takes at a time; that lock alone is held when it calls out.
 */
final class Intake {
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

  private final Callbacks callbacks;
  private final Schedule schedule;
  private final Runnable due;
  private final Object taking = new Object();

  // All of these are guarded by this.
  private long taken;
  private int beyond; // messages that are in the inbox although it is full: not taken yet
  private long told;
  private boolean isLate; // the client is to be told now, although it is little
  private Schedule.@Nullable Pending pending;
  private boolean over;

  /**
   * Nothing was taken yet.
   *
   * @param due is called when the client is to be told what was taken; no lock of this is held then
   *     but that of taking
   */
  Intake(Callbacks callbacks, Schedule schedule, Runnable due) {
    this.callbacks = callbacks;
    this.schedule = schedule;
    this.due = due;
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
    if (more == 0 && callbacks.offer(event(message))) {
      tookOne();
      return true;
    }
    if (!window || more >= WINDOW) {
      return false;
    }
    synchronized (this) {
      beyond++;
    }
    callbacks.take(event(message));
    callbacks.whenRoom(this::tookAll);
    return true;
  }

  private static Event.FromClient event(Message message) {
    return message.kind() == Message.Kind.BYTES
        ? new Event.Bytes(message.toBytes())
        : new Event.Text(message.text(), message.size());
  }

  private synchronized int beyond() {
    return beyond;
  }

  private void tookOne() {
    boolean much;
    synchronized (this) {
      taken++;
      much = isMuch();
      if (!much && pending == null && !over) {
        pending = schedule.after(ACK_WITHIN, this::tellOfRest);
      }
    }
    if (much) {
      due.run();
    }
  }

  /** Called with the lock held. */
  private boolean isMuch() {
    return taken - told >= ACK_AFTER;
  }

  /** There is room in the inbox: what is in it is taken. */
  private void tookAll() {
    synchronized (this) {
      taken += beyond;
      beyond = 0;
    }
    tellOfRest();
  }

  private void tellOfRest() {
    boolean late;
    synchronized (this) {
      pending = null;
      late = taken > told;
      isLate = late;
    }
    if (late) {
      due.run();
    }
  }

  /** Returns the number that the client's next message has. */
  synchronized long nextNumber() {
    return taken + beyond + 1;
  }

  /** Returns the number up to which the client's messages were taken. */
  synchronized long taken() {
    return taken;
  }

  /** Returns whether the client is to be told what was taken, although nothing else is sent. */
  synchronized boolean isDue() {
    return isLate || isMuch();
  }

  /** Returns the number up to which messages were taken, of which the client is told now. */
  synchronized long tell() {
    told = taken;
    isLate = false;
    return taken;
  }

  /** The client was told otherwise what was taken, such as by the answer to a POST. */
  synchronized void told(long number) {
    told = Math.max(told, number);
  }

  /** The session is over: the client is told nothing more. */
  void end() {
    Schedule.Pending known;
    synchronized (this) {
      over = true;
      known = pending;
    }
    if (known != null) {
      known.cancel();
    }
  }
}
