package org.fanfare.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import org.fanfare.layer.Batch;
import org.fanfare.layer.Mailbox;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * What a connection has to tell next: what waits for its client, then what was sent to its channel,
 * then a sign of life if one is due, then that what it reads is interrupted or goes on, then what
 * it reads.
 *
 * <p>While too much is not confirmed only signs of life and pings are left. Used on the
 * connection's shard alone.
 */
final class OutgoingQueue {
  private final ConnectionProfile profile;
  private final long writeBytes;
  private final Readers readers;
  private final Liveness liveness;
  private final Unconfirmed unconfirmed;
  private @Nullable Deque<Outgoing> queue; // null while empty, as it is of one that only listens
  private @Nullable Mailbox mailbox;
  private boolean toldInterrupted;

  /**
   * @param writeBytes the most bytes of messages in one write
   */
  OutgoingQueue(
      ConnectionProfile profile,
      long writeBytes,
      Readers readers,
      Liveness liveness,
      Unconfirmed unconfirmed) {
    this.profile = profile;
    this.writeBytes = writeBytes;
    this.readers = readers;
    this.liveness = liveness;
    this.unconfirmed = unconfirmed;
  }

  /** What is sent to the connection's channel is told from now on, if it has one. */
  void begin(@Nullable Mailbox own) {
    mailbox = own;
  }

  /** The number of things that wait besides what is read. */
  int waiting() {
    return queue == null ? 0 : queue.size();
  }

  void add(Outgoing next) {
    known().add(next);
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
   * Takes what comes next, or null.
   *
   * @param ends whether the connection ends: what it has to say leaves, confirmed or not
   * @param batch what its readers were woken with
   */
  @Nullable Outgoing next(boolean ends, Batch batch) {
    boolean held = !unconfirmed.takeRoom() && !ends;
    Outgoing waiting = held ? null : queued();
    if (waiting != null) {
      return waiting;
    }
    Message message = held || mailbox == null ? null : mailbox.take();
    if (message != null) {
      return new Outgoing.ChannelMessage(message);
    }
    boolean beat = liveness.isBeatDue();
    if (beat && profile.answersBeats()) { // first: a busy client lives by its answer
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
    return read == null && beat ? lastResort() : read;
  }

  /** That what is read is interrupted, or goes on, if that was not told yet. */
  private @Nullable Outgoing interruption() {
    boolean now = readers.isInterrupted();
    if (now == toldInterrupted) {
      return null;
    }
    toldInterrupted = now;
    return new Outgoing.Interruption(readers.cursor(), now);
  }

  /** A sign of life; the one answer of a poll says then whether it waited in vain. */
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
    return first;
  }

  /** Lets go of all that there was to tell. */
  void end() {
    readers.close();
    if (mailbox != null) {
      mailbox.close();
    }
    queue = null;
  }
}
