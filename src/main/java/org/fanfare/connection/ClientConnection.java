package org.fanfare.connection;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.fanfare.layer.Batch;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.Reader;
import org.fanfare.log.Cursor;
import org.fanfare.message.GroupName;
import org.fanfare.status.Status;
import org.fanfare.threads.Shard;
import org.jspecify.annotations.Nullable;

/**
 * One client's live connection, over any transport: its readers, its mailbox, and the loop that
 * writes.
 *
 * <p>All work is done on its shard, one task at a time. A method that may be called by any thread
 * says so; it does at most a little bookkeeping, and submits a task to the shard. At most one write
 * is outstanding; when it is done, the loop reads on.
 */
public final class ClientConnection {
  private static final System.Logger LOG = System.getLogger(ClientConnection.class.getName());

  private final ConnectionProfile profile;
  private final Outlet outlet;
  private final Shard shard;
  private final ConnectionSettings settings;
  private final Liveness liveness;
  private final ConnectionListener ended;
  private final ConnectionOwner owner;

  private final Readers readers;
  private final WriteInFlight write = new WriteInFlight();
  private final Outlet.Written written = this::written;
  private final Unconfirmed unconfirmed;
  private final OutgoingQueue queue;
  private long replyBytes; // as they were told last
  private boolean started;
  private boolean finished;
  private @Nullable Outgoing last;
  private @Nullable Ended awaited; // why it ends as soon as it has begun
  private @Nullable Ended closeReason;

  ClientConnection(
      ConnectionProfile profile,
      Outlet outlet,
      Shard shard,
      SharedPublications shared,
      ConnectionSettings settings,
      Liveness liveness,
      PendingTotal total,
      ConnectionListener ended,
      ConnectionOwner owner) {
    this.profile = profile;
    this.outlet = outlet;
    this.shard = shard;
    this.readers = new Readers(shared);
    this.settings = settings;
    this.liveness = liveness;
    this.unconfirmed = Unconfirmed.of(total, profile.answersBeats());
    this.queue =
        new OutgoingQueue(profile, settings.writeBytes(), readers, liveness, unconfirmed, owner);
    this.ended = ended;
    this.owner = owner;
  }

  /** Returns what this connection knows about its transport and protocol. */
  public ConnectionProfile profile() {
    return profile;
  }

  /** Returns the executor on which all work of this connection is done. */
  public Shard shard() {
    return shard;
  }

  /**
   * Returns a new count of requests of its client that are not answered yet, within the bounds of
   * the node. May be called by any thread.
   */
  public WaitingRequests requests() {
    return ended.requests();
  }

  /** Sends what there is to send. Called on the shard. */
  public void drain() {
    drain(Batch.NONE);
  }

  /**
   * Sends what there is to send after its readers were woken with {@code batch}. Called on the
   * shard.
   */
  public void drain(Batch batch) {
    while (started && !finished && makesRoom()) {
      Outgoing next = next(batch);
      if (next == null) {
        return;
      }
      write(next);
    }
  }

  /**
   * Handles the completion of a write; a failed write ends this connection. Returns whether the
   * next write may begin.
   */
  private boolean makesRoom() {
    if (write.isDone()) {
      unconfirmed.done();
      if (!write.end()) {
        end(Ended.GONE);
        return false;
      }
    }
    return write.isIdle();
  }

  /**
   * Begins: the client receives its starting cursor, then what there is to read. May be called by
   * any thread.
   */
  public void start(Collection<Reader> opened, @Nullable Mailbox own) {
    start(opened, own, null, reader -> true);
  }

  /**
   * Begins, and ends at once if {@code farewell} is not null or {@link #closeWhenBegun} was called,
   * after what its owner has to send. The one answer of a poll is what its owner has to send or, if
   * that is nothing, the farewell, and not a sign of life. May be called by any thread.
   *
   * @param isWanted whether a group whose reader was being opened is still to be read; called on
   *     the shard
   */
  public void start(
      Collection<Reader> opened,
      @Nullable Mailbox own,
      @Nullable Ended farewell,
      Predicate<Reader> isWanted) {
    shard.execute(
        () -> {
          if (finished || closeReason != null) {
            opened.forEach(Reader::close);
            if (own != null) {
              own.close();
            }
            return;
          }
          join(wanted(opened, isWanted));
          begin(own);
          Ended ends = farewell == null ? awaited : farewell;
          if (ends == null) {
            drain();
          } else {
            finish(ends, 0);
          }
        });
  }

  private static List<Reader> wanted(Collection<Reader> opened, Predicate<Reader> isWanted) {
    List<Reader> wanted = new ArrayList<>(opened.size());
    for (Reader each : opened) {
      if (isWanted.test(each)) {
        wanted.add(each);
      } else {
        each.close();
      }
    }
    return wanted;
  }

  private void begin(@Nullable Mailbox own) {
    queue.begin(own);
    started = true;
    queue.addFirst( // a reply may be queued already
        new Outgoing.Hello(readers.cursor(), readers.groups(), own == null ? null : own.name()));
  }

  /**
   * Reads further groups: either all of them or, if there is no room, none. Readers of groups that
   * are already read are closed. Called on the shard.
   *
   * @return whether it reads them now
   */
  public boolean join(Collection<Reader> opened) {
    boolean room = !finished && readers.hasRoom(opened);
    for (Reader reader : opened) {
      if (room && !readers.has(reader.group())) {
        readers.add(reader);
      } else {
        reader.close();
      }
    }
    return room;
  }

  /** Stops reading groups. Called on the shard. */
  public void leave(Collection<GroupName> groups) {
    groups.forEach(readers::remove);
  }

  /**
   * Returns the client's cursor after everything that was passed to the outlet. Called on the
   * shard.
   */
  public Cursor cursor() {
    return readers.cursor();
  }

  /** Replies to a request of the client. May be called by any thread. */
  public void reply(Outgoing.Reply reply) {
    reply(reply, () -> {});
  }

  /**
   * Replies to a request of the client, and then calls {@code told}, on the shard. May be called by
   * any thread.
   */
  public void reply(Outgoing.Reply reply, Runnable told) {
    shard.execute(
        () -> {
          tell(reply);
          told.run();
          drain();
        });
  }

  /**
   * Queues a reply, which is sent before anything that is read later. Called on the shard, and
   * followed by {@link #drain()}.
   */
  public void tell(Outgoing.Reply reply) {
    if (finished) {
      return;
    }
    if (!queue.hasRoomFor(reply, settings.sockets())) {
      end(Ended.refused("it asks without reading the answers"));
      return;
    }
    queue.add(reply);
    noteReplies();
  }

  private void noteReplies() {
    long now = queue.replyBytes();
    if (now != replyBytes) {
      ended.repliesWait(now - replyBytes);
      replyBytes = now;
    }
  }

  /** Sends what its owner has to send. May be called by any thread. */
  public void wake() {
    shard.execute(this::drain);
  }

  /** Notes a sign of life from the client. May be called by any thread. */
  public void heard() {
    liveness.heard();
  }

  /**
   * Notes that the client has answered a ping, which is a sign of life too. May be called by any
   * thread.
   *
   * @param mark the content of the pong as a ping may have carried it, or 0
   */
  public void ponged(long mark) {
    liveness.heard();
    if (unconfirmed.isAsked(mark)) { // no task for pongs that were not asked for
      shard.execute(
          () -> {
            unconfirmed.confirm(mark);
            drain();
          });
    }
  }

  /**
   * Ends this connection because its client has closed it, for good. May be called by any thread.
   */
  public void left() {
    shard.execute(() -> end(Ended.LEFT));
  }

  /**
   * Ends this connection because the transport has lost its client. May be called by any thread.
   */
  public void gone() {
    shard.execute(() -> end(Ended.GONE));
  }

  /**
   * Sends the queued content and the reason, provided that the client reads, then ends this
   * connection. May be called by any thread.
   *
   * <p>A connection that has not begun is refused instead: its client has not received a cursor
   * yet. One that is replaced is not refused, since its client is served by the other one.
   *
   * <p>{@link Ended#SLOW} waits for nothing, because the client does not read: if a write is
   * outstanding, or the owner still has something to send, that is given up, and the client learns
   * the reason only if its transport can say it.
   *
   * @param retryMillis the delay in milliseconds after which the client should reconnect
   */
  public void close(Ended reason, long retryMillis) {
    shard.execute(
        () -> {
          if (reason.equals(Ended.SLOW)) {
            giveUp(reason, retryMillis);
          } else {
            finish(reason, retryMillis);
          }
        });
  }

  /**
   * Like {@link #close}, but a connection that has not begun yet is not refused: it ends as soon as
   * it has begun, after what its owner has to send. One that does not begin in time is refused. May
   * be called by any thread.
   */
  public void closeWhenBegun(Ended reason) {
    shard.execute(
        () -> {
          if (started || finished || reason.equals(Ended.SLOW)) {
            close(reason, 0);
          } else if (awaited == null) {
            awaited = reason;
          }
        });
  }

  private void giveUp(Ended reason, long retryMillis) {
    if (!finished && makesRoom() && !owner.hasMore()) {
      finish(reason, retryMillis);
    } else {
      end(reason);
    }
  }

  void finish(Ended reason, long retryMillis) {
    if (finished || closeReason != null) {
      return;
    }
    if (!started && reason.status() == Status.REPLACED) {
      begin(null);
    }
    if (started && profile.once() && owner.hasMore()) {
      drain(); // its one answer is what its owner has to send
      if (finished || closeReason != null) {
        return;
      }
    }
    closeReason = reason;
    last =
        started
            ? new Outgoing.Farewell(readers.cursor(), reason, retryMillis)
            : new Outgoing.Refusal(reason, retryMillis);
    started = true;
    drain();
  }

  /** Checks the time-outs and the heartbeat. Called on the shard. */
  void tick() {
    if (finished) {
      return;
    }
    Unconfirmed.Look look = unconfirmed.look(liveness);
    if (liveness.isSilent(profile.answersBeats(), write.isOutstanding())
        || look == Unconfirmed.Look.UNANSWERED) {
      end(Ended.HEARTBEAT);
    } else if (!started && liveness.isLate()) {
      finish(Ended.UNAVAILABLE, 0);
    } else if (liveness.isOver()) {
      finish(liveness.endsWith(), 0);
    } else if (look == Unconfirmed.Look.COME_BACK) {
      finish(Ended.LIFETIME, 0);
    } else if (look == Unconfirmed.Look.WRITE || liveness.isBeatDue()) {
      drain();
    }
  }

  private @Nullable Outgoing next(Batch batch) {
    if (closeReason != null && last == null) {
      end(closeReason);
      return null;
    }
    if (last != null && queue.waiting() == 0 && isLastNow(last)) {
      queue.add(last);
      last = null;
    }
    Outgoing next = queue.next(closeReason != null, batch);
    if (replyBytes > 0) {
      noteReplies();
    }
    return next;
  }

  private void write(Outgoing next) {
    if (!profile.showsGaps() && next instanceof Outgoing.Delivery told && !told.gaps().isEmpty()) {
      finish(Ended.gap(told.gaps().get(0)), 0);
      return;
    }
    if (profile.once() && !(next instanceof Outgoing.Hello) && closeReason == null) {
      closeReason = Ended.BYE; // without a farewell: this content is the last
    }
    liveness.wrote(next instanceof Outgoing.Heartbeat, profile.answersBeats());
    ended.delivered(this, next);
    write.begin();
    try {
      long bytes = outlet.write(next, written);
      unconfirmed.wrote(next, bytes, readers.gaveOld(), outlet.keepsWrites(), liveness);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A transport failed to write; its connection ends", e);
      end(Ended.ERROR);
      return;
    }
    if (write.returned()) {
      unconfirmed.leftOutstanding();
    }
  }

  /** What its owner has sent comes before a farewell; a client that is refused gets none of it. */
  private boolean isLastNow(Outgoing farewell) {
    return farewell instanceof Outgoing.Refusal || !owner.hasMore();
  }

  private void written(boolean ready) {
    if (write.done(ready)) {
      shard.execute(this::drain); // unless a round that wakes readers handles it first
    }
  }

  /** Ends this connection at once. Called on the shard. */
  void end(Ended reason) {
    if (finished) {
      return;
    }
    finished = true;
    queue.end();
    noteReplies();
    unconfirmed.end();
    try {
      outlet.close(reason);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A transport failed to close; its connection is let go all the same", e);
    }
    try {
      owner.ended(closeReason == null || profile.once() ? reason : closeReason, reason);
    } finally {
      ended.ended(this, reason);
    }
  }
}
