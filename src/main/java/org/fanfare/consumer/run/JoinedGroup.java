package org.fanfare.consumer.run;

import org.fanfare.layer.Batch;
import org.fanfare.layer.Reader;
import org.fanfare.log.Publication;
import org.fanfare.log.Reading;
import org.fanfare.threads.Shard;
import org.jspecify.annotations.Nullable;

/**
 * A group whose publications are given to a consumer. It reads ahead of the callbacks only a
 * little: what is not read waits in the group's log, as for any slow reader.
 *
 * <p>Safe for use by any thread: the reader is used on the shard alone.
 */
final class JoinedGroup {
  /** The publications of all groups that wait for callbacks, from which no more are read. */
  static final int AHEAD = 32;

  private static final int READ_BYTES = 64 * 1024;
  private static final int READ_MOST = 16;

  private final Shard shard;
  private final Callbacks callbacks;
  private @Nullable Reader reader; // used on the shard
  private boolean closed; // used on the shard
  private volatile boolean left;

  JoinedGroup(Shard shard, Callbacks callbacks) {
    this.shard = shard;
    this.callbacks = callbacks;
  }

  /** Reads from now on. */
  void begin(Reader opened) {
    shard.execute(
        () -> {
          if (closed) {
            opened.close();
            return;
          }
          reader = opened;
          read(Batch.NONE);
        });
  }

  /** Is called on the shard when there is something to read. */
  void wake(Batch batch) {
    read(batch);
  }

  /** Reads on, after publications were handled. */
  void readMore() {
    shard.execute(() -> read(Batch.NONE));
  }

  private void read(Batch batch) {
    Reader from = reader;
    while (from != null && callbacks.waitingPublications() < AHEAD) {
      Reading reading = from.read(batch, READ_BYTES, READ_MOST);
      if (reading.isEmpty()) {
        return;
      }
      if (reading.gap() != null) {
        callbacks.published(new Event.Missed(reading.gap(), this));
      }
      if (reading.slice() != null) {
        for (Publication publication : reading.slice().publications()) {
          callbacks.published(new Event.Published(publication, this));
        }
      }
    }
  }

  /** Whether the consumer has left the group: then what waits of it is not handled any more. */
  boolean isLeft() {
    return left;
  }

  void close() {
    left = true;
    shard.execute(
        () -> {
          closed = true;
          Reader open = reader;
          reader = null;
          if (open != null) {
            open.close();
          }
        });
  }
}
