package org.fanfare.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import org.fanfare.layer.Batch;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.fanfare.log.Publication;
import org.fanfare.log.Reading;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * A client in a {@link StoreModel} or a {@link Chaos}: it reads a group on one node after the
 * other, each time from where it was, and remembers what it was told. Used by tasks of its executor
 * alone.
 */
final class ModelClient {
  /**
   * What it was told.
   *
   * @param gap what was missing; null for a publication
   * @param text the message; null for a gap
   * @param before where it was
   * @param after where it was then
   */
  record Told(Gap gap, String text, Position before, Position after) {}

  private final GroupName group;
  private final Random random;
  private final Executor executor;
  private final List<Told> told = new ArrayList<>();
  private Position start; // null until it was opened once
  private Position at;
  private Reader reader; // null while none is open
  private boolean isOpening;

  /**
   * Creates a client that reads nothing yet.
   *
   * @param executor runs one task at a time
   */
  ModelClient(GroupName group, Random random, Executor executor) {
    this.group = group;
    this.random = random;
    this.executor = executor;
  }

  boolean isReading() {
    return reader != null;
  }

  /** Leaves the node where it is, and opens a reader on another one; that may fail. */
  void moveTo(RedisGroups groups) {
    if (isOpening) {
      return;
    }
    leave();
    isOpening = true;
    Start from = at == null ? new Start.Now() : new Start.After(at);
    groups
        .open(group, from, executor, this::drain)
        .whenCompleteAsync((outcome, failure) -> opened(outcome), executor);
  }

  /** It was opened; it was not if there is no outcome, or another one. */
  private void opened(@Nullable Outcome<Reader> outcome) {
    isOpening = false;
    if (outcome instanceof Outcome.Done<Reader> done) {
      reader = done.get();
      if (at == null) {
        start = reader.position();
        at = start;
      }
      executor.execute(() -> drain(Batch.NONE));
    }
  }

  void leave() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  private void drain(Batch batch) {
    Reader open = reader;
    if (open == null) {
      return;
    }
    Reading reading = open.read(batch, 1000, 1 + random.nextInt(4));
    if (reading.isEmpty()) {
      return;
    }
    note(open, reading);
    executor.execute(() -> drain(Batch.NONE)); // goes on a little later
  }

  private void note(Reader open, Reading reading) {
    List<Publication> publications =
        reading.slice() == null ? List.of() : reading.slice().publications();
    if (reading.gap() != null) {
      Position after =
          publications.isEmpty()
              ? open.position()
              : new Position(
                  publications.get(0).position().epoch(), publications.get(0).offset() - 1);
      told.add(new Told(reading.gap(), null, at, after));
      at = after;
    }
    for (Publication publication : publications) {
      told.add(new Told(null, publication.message().text(), at, publication.position()));
      at = publication.position();
    }
  }

  List<Told> told() {
    return told;
  }

  /** Returns where it began; null if it was never opened. */
  Position start() {
    return start;
  }

  Position at() {
    return at;
  }

  boolean isInterrupted() {
    return reader != null && reader.isInterrupted();
  }
}
