package org.fanfare.redis;

import java.util.ArrayDeque;
import java.util.Deque;
import org.fanfare.log.Epoch;
import org.fanfare.log.GroupLog;
import org.fanfare.log.Position;
import org.fanfare.log.Reading;

/** How far a reader has read the page that it has. For one thread at a time. */
final class PageReading {
  private final Deque<Page.Piece> pieces = new ArrayDeque<>();
  private Position at;
  private Position end;
  private long runAfter = -1; // the offset read last in the first piece, -1 before its beginning
  private Epoch headEpoch;
  private long head;
  private long discards;

  /**
   * Creates a reading without a page.
   *
   * @param head the last offset of the epoch of {@code at}
   */
  PageReading(Position at, long head) {
    this.at = at;
    this.end = at;
    this.headEpoch = at.epoch();
    this.head = head;
  }

  /** Returns the position up to which everything has been read. */
  Position at() {
    return at;
  }

  /** Returns whether the page has been read to its end. */
  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /**
   * Returns the last offset that an epoch had when this reader came to it; -1 if that is another.
   */
  long headOf(Epoch epoch) {
    return epoch.equals(headEpoch) ? head : -1;
  }

  /** Returns the last offset of the epoch that is being read. */
  long head() {
    return head;
  }

  /**
   * Takes the next page.
   *
   * @param discards how often something had been discarded on this node when it was asked for
   */
  void begin(Page page, long discards) {
    this.discards = discards;
    pieces.addAll(page.pieces());
    end = page.end();
    if (pieces.isEmpty()) {
      at = end;
    }
  }

  /**
   * Drops what is left of the page if something was discarded since it was asked for.
   *
   * @param present how often something has been discarded by now
   * @return whether something was left
   */
  boolean dropDiscarded(long present) {
    boolean drops = discards != present && !pieces.isEmpty();
    if (drops) {
      pieces.clear();
      runAfter = -1;
      end = at;
    }
    return drops;
  }

  /** Reads on in a page that is not at its end. */
  Reading read(long maxBytes, int most) {
    Page.Piece piece = pieces.element();
    GroupLog run = piece.run();
    if (run == null) {
      next();
      return new Reading(piece.gap(), null);
    }
    boolean begins = runAfter < 0;
    if (begins) {
      runAfter = run.oldest() - 1;
      if (!run.epoch().equals(headEpoch)) {
        headEpoch = run.epoch();
        head = piece.head();
      }
    }
    Reading reading = run.read(runAfter, run.head(), maxBytes, most);
    runAfter = reading.slice() == null ? run.head() : reading.slice().last().offset();
    at = new Position(run.epoch(), runAfter);
    if (runAfter == run.head()) {
      next();
    }
    return begins ? new Reading(piece.gap(), reading.slice()) : reading;
  }

  private void next() {
    pieces.remove();
    runAfter = -1;
    if (pieces.isEmpty()) {
      at = end;
    }
  }
}
