package org.fanfare.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.Ended;

/**
 * Holds a client's messages until its readers are open, so that the client reads what it publishes
 * itself: the layer may answer later than the container opens a WebSocket. If the readers cannot be
 * opened, the held messages are dropped together with the connection, which ends with the reason.
 *
 * <p>It holds at most {@link #MOST} messages of {@link #mostBytes} together, and no more than the
 * node's total for what is not whole yet has room for; a client that sends more is ended. The
 * transport calls it from one callback at a time. The thread that completes the stage passes on the
 * held messages, and after them those that arrive meanwhile.
 */
final class EarlyInbox implements Inbox {
  /** The maximum number of messages that are held. A layer answers within two seconds. */
  static final int MOST = 100;

  /** The approximate heap overhead of a held message, in bytes. */
  private static final int EACH = 256;

  private static final Ended TOO_MUCH =
      Ended.refused("it sends too much before what it reads is open");

  /** What happens to a message. */
  private enum Fate {
    GIVEN_ON,
    HELD,
    DROPPED,
    TOO_MUCH,
    NO_ROOM
  }

  /**
   * A message as it was sent.
   *
   * @param size its size in bytes or, for text, in characters
   * @param weight the bytes that it takes at most
   */
  private record Early(Runnable given, int size, long weight) {}

  private final Inbox inbox;
  private final ClientConnection connection;
  private final HeldTotal total;
  private boolean begun; // guarded by this
  private boolean ended; // guarded by this
  private List<Early> held = List.of(); // guarded by this
  private long bytes; // guarded by this
  private long taken; // of the total, guarded by this

  private EarlyInbox(Inbox inbox, ClientConnection connection, HeldTotal total) {
    this.inbox = inbox;
    this.connection = connection;
    this.total = total;
  }

  /**
   * Returns {@code inbox} itself if {@code begun} is complete, else an inbox that holds messages
   * until then.
   *
   * @param total as {@link Sessions} is given it
   */
  static Inbox until(
      CompletionStage<?> begun, Inbox inbox, ClientConnection connection, HeldTotal total) {
    if (begun.toCompletableFuture().isDone()) {
      return inbox;
    }
    EarlyInbox early = new EarlyInbox(inbox, connection, total);
    begun.whenComplete(
        (x, failure) -> {
          if (failure == null) {
            early.begin();
          } else {
            early.end();
          }
        });
    return early;
  }

  @Override
  public void text(String text) {
    take(new Early(() -> inbox.text(text), text.length(), 2L * text.length() + EACH));
  }

  @Override
  public void bytes(byte[] content) {
    take(new Early(() -> inbox.bytes(content), content.length, (long) content.length + EACH));
  }

  @Override
  public int maxSize() {
    return inbox.maxSize();
  }

  /**
   * Returns the maximum total size of the held messages: that of two messages of the largest size.
   */
  private long mostBytes() {
    return 2L * inbox.maxSize();
  }

  private void take(Early message) {
    switch (fate(message)) {
      case GIVEN_ON -> message.given.run();
      case TOO_MUCH -> connection.close(TOO_MUCH, 0);
      case NO_ROOM -> connection.close(Ended.BEGUN_TOTAL, 0);
      case HELD, DROPPED -> {}
    }
  }

  private synchronized Fate fate(Early message) {
    if (begun) {
      return Fate.GIVEN_ON;
    }
    if (ended) {
      return Fate.DROPPED;
    }
    bytes += message.size;
    if (held.size() == MOST || bytes > mostBytes()) {
      end();
      return Fate.TOO_MUCH;
    }
    if (!total.take(message.weight)) {
      end();
      return Fate.NO_ROOM;
    }
    taken += message.weight;
    held = held.isEmpty() ? new ArrayList<>() : held;
    held.add(message);
    return Fate.HELD;
  }

  private void begin() {
    List<Early> next = next();
    while (!next.isEmpty()) {
      next.forEach(message -> message.given.run());
      next = next();
    }
  }

  /** Returns and removes what is held. If nothing is, messages are no longer held from now on. */
  private synchronized List<Early> next() {
    List<Early> now = held;
    giveBack();
    begun = now.isEmpty();
    return now;
  }

  private synchronized void end() {
    ended = true;
    giveBack();
  }

  private void giveBack() {
    held = List.of();
    bytes = 0;
    if (taken > 0) {
      total.take(-taken);
      taken = 0;
    }
  }
}
