package org.fanfare.consumer.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer has sent to its client, and the transport has not taken yet. Safe for use by any
 * thread; it holds no queue while it is empty.
 */
final class Outbox {
  /** What adding a message has led to. */
  enum Added {
    /** It is in; whoever writes must be told. */
    FIRST,
    /** It is in, and those before it are on their way. */
    MORE,
    /** There is no room for it, so the connection has to end. */
    FULL
  }

  private volatile @Nullable Queue<Message> queue; // written under the lock; null while empty
  private int bytes; // guarded by this

  synchronized Added add(Message message) {
    Queue<Message> known = queue == null ? new ArrayDeque<>(4) : queue;
    boolean first = known.isEmpty();
    if (known.size() >= ConsumerSettings.OUTGOING_MOST_MESSAGES
        || (!first && bytes + message.size() > ConsumerSettings.OUTGOING_MOST_BYTES)) {
      return Added.FULL;
    }
    queue = known;
    known.add(message);
    bytes += message.size();
    return first ? Added.FIRST : Added.MORE;
  }

  /** Whether no further callback should begin until the client has read more. */
  synchronized boolean isCrowded() {
    Queue<Message> known = queue;
    return known != null
        && (known.size() > ConsumerSettings.OUTGOING_MESSAGES
            || bytes > ConsumerSettings.OUTGOING_BYTES);
  }

  /** Returns how many messages wait. */
  synchronized int size() {
    Queue<Message> known = queue;
    return known == null ? 0 : known.size();
  }

  boolean isEmpty() {
    return queue == null;
  }

  /**
   * Takes the oldest messages, up to {@code most} bytes but at least one; empty if none wait. It is
   * asked before and after each relayed delivery, and takes no lock for a consumer that is silent.
   */
  List<Message> take(long most) {
    return isEmpty() ? List.of() : takeWaiting(most);
  }

  private synchronized List<Message> takeWaiting(long most) {
    Queue<Message> known = queue;
    if (known == null) { // it was cleared meanwhile
      return List.of();
    }
    List<Message> taken = new ArrayList<>(known.size());
    long size = 0;
    for (Message next = known.peek(); next != null; next = known.peek()) {
      if (!taken.isEmpty() && size + next.size() > most) {
        break;
      }
      taken.add(known.remove());
      size += next.size();
    }
    bytes -= (int) size;
    queue = known.isEmpty() ? null : known;
    return taken;
  }

  synchronized void clear() {
    queue = null;
    bytes = 0;
  }
}
