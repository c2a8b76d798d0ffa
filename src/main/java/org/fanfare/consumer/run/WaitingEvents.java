package org.fanfare.consumer.run;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the callbacks of one connection. Of each kind (messages of the client, mail,
 * publications of joined groups, tasks) the order is kept; the kinds take turns, so that none is
 * starved. It holds no queue that was never used.
 *
 * <p>Not safe for use by several threads: {@link Callbacks} guards it.
 */
final class WaitingEvents {
  private static final Event LOOK = new Event.Mail();
  private static final int KINDS = 4;

  /** There is much room when this part of the bound is free. */
  private static final int ROOMY = 2;

  private @Nullable Queue<Event.FromClient> messages;
  private int messageBytes;
  private boolean mailCame;
  private @Nullable Queue<Event> publications;
  private @Nullable Queue<Event> tasks;
  private int turn;

  /** Adds a message of the client; returns false, with nothing added, if there is no room. */
  boolean offer(Event.FromClient message) {
    boolean fits =
        messages() < ConsumerSettings.INBOX_MESSAGES
            && (messageBytes + message.size() <= ConsumerSettings.INBOX_BYTES || messages() == 0);
    if (fits) {
      add(message);
    }
    return fits;
  }

  /** Adds a message of the client even if there is no room. */
  void add(Event.FromClient message) {
    messages = messages == null ? new ArrayDeque<>() : messages;
    messages.add(message);
    messageBytes += message.size();
  }

  /** There may be mail. */
  void addMail() {
    mailCame = true;
  }

  /** Adds a publication or a gap of a joined group. */
  void addPublication(Event event) {
    publications = publications == null ? new ArrayDeque<>() : publications;
    publications.add(event);
  }

  /** Adds what code wants to run; returns false, with nothing added, if there is no room. */
  boolean offer(Event.Task task) {
    boolean fits = tasks == null || tasks.size() < ConsumerSettings.TASKS;
    if (fits) {
      addTask(task);
    }
    return fits;
  }

  /** Adds a task even if there is no room. */
  void addTask(Event.Task task) {
    tasks = tasks == null ? new ArrayDeque<>() : tasks;
    tasks.add(task);
  }

  /** Returns the number of messages of the client. */
  int messages() {
    return messages == null ? 0 : messages.size();
  }

  /** Returns the number of publications and gaps. */
  int publications() {
    return publications == null ? 0 : publications.size();
  }

  /** Returns whether there is no room for a further message. */
  boolean isFull() {
    return messages() >= ConsumerSettings.INBOX_MESSAGES
        || messageBytes >= ConsumerSettings.INBOX_BYTES;
  }

  /** Returns whether there is much room for messages. */
  boolean isRoomy() {
    return messages() <= ConsumerSettings.INBOX_MESSAGES / ROOMY
        && messageBytes <= ConsumerSettings.INBOX_BYTES / ROOMY;
  }

  /** Returns whether nothing waits. */
  boolean isEmpty() {
    return !mailCame && isEmpty(messages) && isEmpty(publications) && isEmpty(tasks);
  }

  private static boolean isEmpty(@Nullable Queue<? extends Event> queue) {
    return queue == null || queue.isEmpty();
  }

  /** Drops everything, but for the client's messages if they are kept. */
  void clear(boolean keepsMessages) {
    publications = null;
    tasks = null;
    mailCame = false;
    if (!keepsMessages) {
      messages = null;
      messageBytes = 0;
    }
  }

  /** Removes and returns the next; null if nothing waits. */
  @Nullable Event poll() {
    for (int i = 0; i < KINDS; i++) {
      Event next = poll((turn + i) % KINDS);
      if (next != null) {
        turn = (turn + i + 1) % KINDS;
        return next;
      }
    }
    return null;
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
    Event look = mailCame ? LOOK : null;
    mailCame = false;
    return look;
  }
}
