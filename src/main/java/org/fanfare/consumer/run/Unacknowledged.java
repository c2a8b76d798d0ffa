package org.fanfare.consumer.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.fanfare.connection.Outgoing;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The messages to the client of a session, numbered from 1, that it has not acknowledged. Not safe
 * for use by several threads: its link guards it.
 */
final class Unacknowledged {
  private final Deque<Message> messages = new ArrayDeque<>();
  private long first = 1; // the number of the first of them
  private int bytes;

  /** Adds a message; returns false, with nothing added, if there is no room for it. */
  boolean add(Message message) {
    boolean full =
        messages.size() >= ConsumerSettings.OUTGOING_MOST_MESSAGES
            || (!messages.isEmpty()
                && bytes + message.size() > ConsumerSettings.OUTGOING_MOST_BYTES);
    if (!full) {
      messages.add(message);
      bytes += message.size();
    }
    return !full;
  }

  /** Returns how many there are. */
  int size() {
    return messages.size();
  }

  /** Returns whether no further callback should begin until the client has acknowledged more. */
  boolean isCrowded() {
    return messages.size() > ConsumerSettings.OUTGOING_MESSAGES
        || bytes > ConsumerSettings.OUTGOING_BYTES;
  }

  /** Forgets everything up to a number; returns false if there is not so much. */
  boolean acknowledge(long number) {
    if (number >= following()) {
      return false;
    }
    while (first <= number) {
      bytes -= messages.remove().size();
      first++;
    }
    return true;
  }

  /**
   * Returns what a carrier is to send next, up to {@code maxBytes} but at least one message, with
   * the acknowledgement of the client's messages; null if there is neither to send.
   */
  @Nullable Outgoing next(Carrier by, long maxBytes, Intake intake) {
    long from = from(by);
    List<Message> next = since(from, maxBytes);
    if (next.isEmpty() && !intake.isDue()) {
      return null;
    }
    by.sent(from + next.size());
    return new Outgoing.Numbered(from, next, intake.tell());
  }

  /** Returns whether there are messages that a carrier has not sent. */
  boolean hasMore(Carrier by) {
    return from(by) < following();
  }

  /** What the client has acknowledged before it was sent by this carrier is never sent by it. */
  private long from(Carrier by) {
    return Math.max(by.next(), first);
  }

  private List<Message> since(long from, long maxBytes) {
    List<Message> since = new ArrayList<>();
    long size = 0;
    Iterator<Message> all = messages.iterator();
    for (long number = first; all.hasNext(); number++) {
      Message each = all.next();
      if (number < from) {
        continue;
      }
      if (!since.isEmpty() && size + each.size() > maxBytes) {
        break;
      }
      since.add(each);
      size += each.size();
    }
    return since;
  }

  /** Returns the number that the next message will have. */
  private long following() {
    return first + messages.size();
  }

  /** Forgets all of them, as if they had been acknowledged. */
  void clear() {
    first = following();
    messages.clear();
    bytes = 0;
  }
}
