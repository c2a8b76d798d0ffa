package org.fanfare.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import org.fanfare.layer.Batch;
import org.fanfare.layer.Mailbox;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Selects what a connection sends next. The order is: queued content such as replies; messages of
 * its owner; messages sent to its channel; a heartbeat that is due, if the client must answer it; a
 * ping; the start or the end of an interruption; what its readers return; a heartbeat that is due
 * and that the client does not answer.
 *
 * <p>While too many bytes are unconfirmed, only heartbeats and pings are sent. Used only on the
 * connection's shard.
 */
final class OutgoingQueue {
  private final ConnectionProfile profile;
  private final long writeBytes;
  private final Readers readers;
  private final Liveness liveness;
  private final Unconfirmed unconfirmed;
  private final ConnectionOwner owner;
  private @Nullable Deque<Outgoing> queue; // null while empty, as it is if the client only listens
  private long replyBytes;
  private @Nullable Mailbox mailbox;
  private boolean toldInterrupted;

  /**
   * Creates an empty queue.
   *
   * @param writeBytes the maximum size of the messages in one write, in bytes
   */
  OutgoingQueue(
      ConnectionProfile profile,
      long writeBytes,
      Readers readers,
      Liveness liveness,
      Unconfirmed unconfirmed,
      ConnectionOwner owner) {
    this.profile = profile;
    this.writeBytes = writeBytes;
    this.readers = readers;
    this.liveness = liveness;
    this.unconfirmed = unconfirmed;
    this.owner = owner;
  }

  /** Sends the messages of the connection's mailbox from now on; null if it has none. */
  void begin(@Nullable Mailbox own) {
    mailbox = own;
  }

  /** Returns the number of queued items, without messages of the channel and publications. */
  int waiting() {
    return queue == null ? 0 : queue.size();
  }

  /** Returns the approximate memory of the replies that wait, in bytes. */
  long replyBytes() {
    return replyBytes;
  }

  /** Returns whether a further reply may wait; one always may. */
  boolean hasRoomFor(Outgoing.Reply reply, SocketBounds bounds) {
    return waiting() < bounds.replies()
        && (replyBytes == 0 || replyBytes + reply.weight() <= bounds.replyBytes());
  }

  void add(Outgoing next) {
    known().add(next);
    if (next instanceof Outgoing.Reply reply) {
      replyBytes += reply.weight();
    }
  }

  void addFirst(Outgoing next) {
    known().addFirst(next);
  }

  private Deque<Outgoing> known() {
    Deque<Outgoing> known = queue == null ? new ArrayDeque<>(1) : queue;
    queue = known;
    return known;
  }

  /**
   * Removes and returns what to send next; null if there is nothing.
   *
   * @param ends whether the connection is about to end: then the rest is sent even if too many
   *     bytes are unconfirmed
   * @param batch the batch that its readers were woken with
   */
  @Nullable Outgoing next(boolean ends, Batch batch) {
    boolean held = !unconfirmed.takeRoom() && !ends;
    Outgoing waiting = held ? null : queued();
    if (waiting != null) {
      return waiting;
    }
    Outgoing own = held ? null : owner.take(writeBytes);
    if (own != null) {
      return own;
    }
    Message message = held || mailbox == null ? null : mailbox.take();
    if (message != null) {
      return new Outgoing.ChannelMessage(message);
    }
    boolean beat = liveness.isBeatDue();
    if (beat && profile.answersBeats()) { // before publications: a busy client must answer it too
      return new Outgoing.Heartbeat(readers.cursor(), unconfirmed.mark(liveness.now()));
    }
    if (unconfirmed.asks()) {
      return new Outgoing.Ping(unconfirmed.mark(liveness.now()));
    }
    if (held) {
      return beat ? new Outgoing.Heartbeat(readers.cursor(), 0) : null;
    }
    Outgoing change = profile.once() ? null : interruption();
    Outgoing read = change != null ? change : readers.read(batch, unconfirmed.room(writeBytes));
    if (read == null) {
      return beat ? lastResort() : null;
    }
    Outgoing earlier = owner.take(writeBytes);
    if (earlier != null) { // its owner may have sent it before it published what was just read
      addFirst(read);
      return earlier;
    }
    return read;
  }

  /**
   * Returns the start or the end of an interruption, if the client has not been notified of it yet.
   */
  private @Nullable Outgoing interruption() {
    boolean now = readers.isInterrupted();
    if (now == toldInterrupted) {
      return null;
    }
    toldInterrupted = now;
    return new Outgoing.Interruption(readers.cursor(), now);
  }

  /**
   * Returns a heartbeat, or, for a poll that waited during an interruption, that interruption as
   * its only answer.
   */
  private Outgoing lastResort() {
    return profile.once() && readers.isInterrupted()
        ? new Outgoing.Interruption(readers.cursor(), true)
        : new Outgoing.Heartbeat(readers.cursor(), 0);
  }

  private @Nullable Outgoing queued() {
    Deque<Outgoing> known = queue;
    if (known == null) {
      return null;
    }
    Outgoing first = known.poll();
    queue = known.isEmpty() ? null : known;
    if (first instanceof Outgoing.Reply reply) {
      replyBytes -= reply.weight();
    }
    return first;
  }

  /** Closes the readers and the mailbox, and discards what is queued. */
  void end() {
    readers.close();
    if (mailbox != null) {
      mailbox.close();
    }
    queue = null;
    replyBytes = 0;
  }
}
