package org.fanfare.consumer.run;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.fanfare.connection.Ended;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks of one connection: they are called one at a time, each on some thread of {@link
 * CallbackThreads}, and see what the one before has written. In which order those are called that
 * wait, {@link WaitingEvents} says; the end comes last.
 *
 * <p>Safe for use by any thread. While nothing waits it holds no thread.
 */
final class Callbacks {
  /** The callbacks after which the thread does something else, if there is something. */
  private static final int AT_ONCE = 16;

  private final Executor threads;
  private final Consumer<Event> handler;
  private final Runnable steps = this::steps;

  // All of these are guarded by this.
  private final WaitingEvents waiting = new WaitingEvents();
  private boolean started;
  private boolean paused;
  private boolean running;
  private boolean over;
  private boolean closed;
  private @Nullable Ended ending;
  private volatile @Nullable Runnable roomAwaited; // written with the lock held

  /**
   * Nothing waits, and nothing is called before {@link #start}.
   *
   * @param threads must not refuse a task: it is the only one of this connection
   * @param handler is called for each event; it must not throw
   */
  Callbacks(Executor threads, Consumer<Event> handler) {
    this.threads = threads;
    this.handler = handler;
  }

  /** From now on callbacks are called. */
  void start() {
    signal(() -> started = true);
  }

  /**
   * Takes a message of the client.
   *
   * @return false if there is no room; it is not taken then
   */
  boolean offer(Event.FromClient message) {
    boolean[] taken = {true};
    signal(
        () -> {
          if (!isEnding()) { // what comes after the end is dropped
            taken[0] = waiting.offer(message);
          }
        });
    return taken[0];
  }

  /** Takes a message of the client even if there is no room: whoever calls it sees to the bound. */
  void take(Event.FromClient message) {
    signal(
        () -> {
          if (!isEnding()) {
            waiting.add(message);
          }
        });
  }

  /**
   * Calls {@code then} once, when there is much room for messages, or none is taken any more: at
   * once, or later on the thread of a callback. Of two that wait only the later is called.
   */
  void whenRoom(Runnable then) {
    synchronized (this) {
      roomAwaited = then;
    }
    tellOfRoom();
  }

  /** Returns whether messages fill the inbox. */
  synchronized boolean isFull() {
    return !isEnding() && waiting.isFull();
  }

  private void tellOfRoom() {
    if (roomAwaited == null) {
      return; // as nearly always: it takes no lock
    }
    Runnable told;
    synchronized (this) {
      boolean room = isEnding() || waiting.isRoomy();
      told = room ? roomAwaited : null;
      roomAwaited = room ? null : roomAwaited;
    }
    if (told != null) {
      told.run();
    }
  }

  /** There may be mail to take; whoever takes some says it again, for there may be more. */
  void mailCame() {
    signal(
        () -> {
          if (!isEnding()) {
            waiting.addMail();
          }
        });
  }

  /** A publication or a gap of a joined group came; who reads the group sees to the bound. */
  void published(Event event) {
    signal(
        () -> {
          if (!isEnding()) {
            waiting.addPublication(event);
          }
        });
  }

  /** The number of publications that wait. */
  synchronized int waitingPublications() {
    return waiting.publications();
  }

  /** The number of messages of the client that wait. */
  synchronized int waitingMessages() {
    return waiting.messages();
  }

  /**
   * Takes what code wants to run.
   *
   * @return false if there is no room; it is not taken then
   */
  boolean offer(Event.Task task) {
    boolean[] taken = {true};
    signal(
        () -> {
          if (!isEnding()) {
            taken[0] = waiting.offer(task);
          }
        });
    return taken[0];
  }

  /** A timer is due; whoever has timers sees to their bound. */
  void execute(Event.Task task) {
    signal(
        () -> {
          if (!isEnding()) {
            waiting.addTask(task);
          }
        });
  }

  private boolean isEnding() {
    return closed || ending != null;
  }

  /** The connection is about to end: nothing but the end is called from now on. */
  void close() {
    synchronized (this) {
      closed = true;
      waiting.clear(false);
    }
    tellOfRoom();
  }

  /** Begins no further callback until {@link #resume}. */
  synchronized void pause() {
    paused = !isEnding();
  }

  synchronized boolean isPaused() {
    return paused;
  }

  /** Goes on after {@link #pause}. */
  void resume() {
    signal(() -> paused = false);
  }

  /**
   * The end is the last thing that is called; what waits is dropped, but for the client's messages
   * if they are kept. Later calls do nothing.
   */
  void end(Ended why, boolean keepsMessages) {
    signal(
        () -> {
          if (ending != null) {
            return;
          }
          ending = why;
          started = true;
          paused = false;
          waiting.clear(keepsMessages);
        });
    tellOfRoom();
  }

  /** Changes what waits, and has a thread look if none does. */
  private void signal(Runnable change) {
    synchronized (this) {
      change.run();
      if (running || !isRunnable()) {
        return;
      }
      running = true;
    }
    threads.execute(steps);
  }

  private boolean isRunnable() {
    return started && !paused && !over && (ending != null || !waiting.isEmpty());
  }

  private void steps() {
    for (int i = 0; i < AT_ONCE; i++) {
      Event next = next();
      if (next == null) {
        return;
      }
      tellOfRoom();
      handler.accept(next);
    }
    threads.execute(steps);
  }

  private synchronized @Nullable Event next() {
    Event next = isRunnable() ? poll() : null;
    running = next != null;
    return next;
  }

  private @Nullable Event poll() {
    Event next = waiting.poll();
    if (next != null || ending == null) {
      return next;
    }
    over = true;
    return new Event.End(ending);
  }
}
