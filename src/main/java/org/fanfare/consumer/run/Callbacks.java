package org.fanfare.consumer.run;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.fanfare.connection.Ended;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the callbacks of one connection: they are called one at a time, each on some
 * thread of {@link CallbackThreads}, and see what the one before has written. Of each kind the
 * order is kept; between the kinds (messages of the client, mail, publications of joined groups,
 * tasks) they are called in turn, so that none is starved. The end comes last.
 *
 * <p>Safe for use by any thread. While nothing waits it holds no thread, and no queue that was
 * never used.
 */
final class Callbacks {
  /** The callbacks after which the thread does something else, if there is something. */
  private static final int AT_ONCE = 16;

  private static final int KINDS = 4;

  /** Who waits for room is told when this part of the bound is free. */
  private static final int ROOMY = 2;

  private final Executor threads;
  private final Consumer<Event> handler;
  private final Runnable steps = this::steps;

  // All of these are guarded by this.
  private @Nullable Queue<Event.FromClient> messages;
  private int messageBytes;
  private boolean mailCame;
  private @Nullable Queue<Event> publications;
  private @Nullable Queue<Event> tasks;
  private int turn;
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
          if (isEnding()) {
            return; // what comes after the end is dropped
          }
          if (waitingMessages() >= ConsumerSettings.INBOX_MESSAGES
              || (messageBytes + message.size() > ConsumerSettings.INBOX_BYTES && waitingMessages() > 0)) {
            taken[0] = false;
            return;
          }
          add(message);
        });
    return taken[0];
  }

  /** Takes a message of the client even if there is no room: whoever calls it sees to the bound. */
  void take(Event.FromClient message) {
    signal(
        () -> {
          if (!isEnding()) {
            add(message);
          }
        });
  }

  private void add(Event.FromClient message) {
    messages = messages == null ? new ArrayDeque<>() : messages;
    messages.add(message);
    messageBytes += message.size();
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
    return !isEnding()
        && (waitingMessages() >= ConsumerSettings.INBOX_MESSAGES
            || messageBytes >= ConsumerSettings.INBOX_BYTES);
  }

  private void tellOfRoom() {
    if (roomAwaited == null) {
      return; // as nearly always: it takes no lock
    }
    Runnable told;
    synchronized (this) {
      boolean room =
          isEnding()
              || (waitingMessages() <= ConsumerSettings.INBOX_MESSAGES / ROOMY
                  && messageBytes <= ConsumerSettings.INBOX_BYTES / ROOMY);
      told = room ? roomAwaited : null;
      roomAwaited = room ? null : roomAwaited;
    }
    if (told != null) {
      told.run();
    }
  }

  /** There may be mail to take; whoever takes some says it again, for there may be more. */
  void mailCame() {
    signal(() -> mailCame = !isEnding());
  }

  /** A publication or a gap of a joined group came; who reads the group sees to the bound. */
  void published(Event event) {
    signal(
        () -> {
          publications = publications == null ? new ArrayDeque<>() : publications;
          addUnlessEnding(publications, event);
        });
  }

  /** The number of publications that wait. */
  synchronized int waitingPublications() {
    return publications == null ? 0 : publications.size();
  }

  /** The number of messages of the client that wait. */
  synchronized int waitingMessages() {
    return messages == null ? 0 : messages.size();
  }

  /** A timer is due, or code wants to run. */
  void execute(Event.Task task) {
    signal(
        () -> {
          tasks = tasks == null ? new ArrayDeque<>() : tasks;
          addUnlessEnding(tasks, task);
        });
  }

  private void addUnlessEnding(Queue<Event> queue, Event event) {
    if (!isEnding()) {
      queue.add(event);
    }
  }

  private boolean isEnding() {
    return closed || ending != null;
  }

  /** The connection is about to end: nothing but the end is called from now on. */
  void close() {
    synchronized (this) {
      closed = true;
      clear();
      messages = null;
    }
    tellOfRoom();
  }

  private void clear() {
    publications = null;
    tasks = null;
    mailCame = false;
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
          clear();
          if (!keepsMessages) {
            messages = null;
          }
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
    return started
        && !paused
        && !over
        && (ending != null
            || mailCame
            || isWaiting(messages)
            || isWaiting(publications)
            || isWaiting(tasks));
  }

  private static boolean isWaiting(@Nullable Queue<? extends Event> queue) {
    return queue != null && !queue.isEmpty();
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
    for (int i = 0; i < KINDS; i++) {
      Event next = poll((turn + i) % KINDS);
      if (next != null) {
        turn = (turn + i + 1) % KINDS;
        return next;
      }
    }
    if (ending == null) {
      return null;
    }
    over = true;
    return new Event.End(ending);
  }

  private @Nullable Event poll(int kind) {
    return switch (kind) {
      case 0 -> pollMessage();
      case 1 -> pollMail();
      case 2 -> publications == null ? null : publications.poll();
      default -> tasks == null ? null : tasks.poll();
    };
  }

  private @Nullable Event pollMessage() {
    Event.FromClient message = messages == null ? null : messages.poll();
    messageBytes -= message == null ? 0 : message.size();
    return message;
  }

  private @Nullable Event pollMail() {
    Event look = mailCame ? new Event.Mail() : null;
    mailCame = false;
    return look;
  }
}
