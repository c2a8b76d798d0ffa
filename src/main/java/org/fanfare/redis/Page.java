package org.fanfare.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.layer.Start;
import org.fanfare.log.Gap;
import org.fanfare.log.GroupLog;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.LogBudget;
import org.fanfare.log.Position;
import org.fanfare.log.Reading;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * What one read of the store's log gives a reader that is behind its node's copy.
 *
 * @param pieces gaps and runs of publications, in order
 * @param end the position after all of them
 */
record Page(List<Piece> pieces, Position end) {
  private static final GroupPolicy UNBOUNDED =
      new GroupPolicy(
          "page",
          1,
          Integer.MAX_VALUE,
          Long.MAX_VALUE,
          Duration.ofMillis(Long.MAX_VALUE),
          Duration.ofDays(1));

  /**
   * A gap, a run of publications of one epoch, or a gap before a run.
   *
   * @param head the last offset that the run's epoch has
   */
  record Piece(@Nullable Gap gap, @Nullable GroupLog run, long head) {}

  /** Copies the list. */
  Page {
    pieces = List.copyOf(pieces);
  }

  /**
   * Who reads.
   *
   * @param after the position to read after
   * @param reason why publications are missing, if any are
   * @param silentUpTo the offset up to which publications of {@code after}'s epoch do not count as
   *     missed; 0 for none
   */
  record For(Position after, Gap.Reason reason, long silentUpTo) {
    /** Returns what a reader that is opened at a start reads; null for nothing yet. */
    static @Nullable For of(Start start, Meta meta) {
      if (start instanceof Start.After after) {
        return new For(after.position(), Gap.Reason.RETENTION, 0);
      }
      if (start instanceof Start.Now) {
        return null;
      }
      long oldest = meta.oldest() - 1;
      long from =
          start instanceof Start.Newest newest
              ? Math.max(oldest, meta.head() - newest.count())
              : oldest;
      return new For(new Position(meta.epoch(), from), Gap.Reason.OVERFLOW, meta.head());
    }
  }

  /** Returns a reading in which publications up to an offset do not count as missed. */
  static Reading missed(Reading reading, long silentUpTo) {
    Gap gap = reading.gap();
    if (gap == null || gap.last() == null || gap.first() > silentUpTo) {
      return reading;
    }
    Gap rest =
        gap.last() > silentUpTo
            ? new Gap(gap.group(), silentUpTo + 1, gap.last(), gap.reason())
            : null;
    return new Reading(rest, reading.slice());
  }

  /** Creates an empty run without bounds that begins after a position. */
  static GroupLog run(GroupName group, Position after) {
    LogBudget budget = new LogBudget(Long.MAX_VALUE);
    return new GroupLog(group, after.epoch(), UNBOUNDED, budget, after.offset());
  }

  /**
   * Puts a page together.
   *
   * @param answer what the store has answered
   * @param retained publications of this time or earlier are too old, in milliseconds since 1970
   */
  static Page of(GroupName group, Read.Answer answer, For reader, long retained) {
    Builder page = new Builder(group, answer.meta(), reader);
    for (Entry entry : answer.entries()) {
      page.moveTo(new Position(entry.epoch(), entry.offset() - 1));
      if (entry.time() <= retained) {
        page.moveTo(entry.position());
      } else {
        page.add(entry);
      }
    }
    if (answer.isLast()) {
      page.moveTo(answer.meta().position());
    }
    return page.build();
  }

  private static final class Builder {
    private final GroupName group;
    private final Meta meta;
    private final For reader;
    private final List<Piece> pieces = new ArrayList<>();
    private Position at;
    private @Nullable Gap gap;
    private @Nullable GroupLog run;

    Builder(GroupName group, Meta meta, For reader) {
      this.group = group;
      this.meta = meta;
      this.reader = reader;
      this.at = reader.after();
      if (!meta.knows(at)) { // it may have read anything that the log knows of other epochs
        gap = epochGap();
      }
    }

    private Gap epochGap() {
      return new Gap(group, at.offset() + 1, null, Gap.Reason.EPOCH);
    }

    /** Everything up to a position is missing. */
    void moveTo(Position position) {
      if (!at.epoch().equals(position.epoch()) || !meta.knows(at)) {
        finish();
        if (gap == null) {
          gap = epochGap();
        } else if (gap.last() != null) {
          gap = new Gap(group, gap.first(), null, Gap.Reason.EPOCH);
        }
      } else if (position.offset() > at.offset()) {
        miss(at.offset() + 1, position.offset());
      }
      at = position;
    }

    private void miss(long first, long last) {
      finish();
      if (gap != null) { // an epoch gap includes what is missing after it, too
        gap = gap.last() == null ? gap : gap.reachingTo(last);
        return;
      }
      boolean isSilent = at.epoch().equals(reader.after().epoch());
      long from = isSilent ? Math.max(first, reader.silentUpTo() + 1) : first;
      gap = from > last ? null : new Gap(group, from, last, reasonOf(from));
    }

    private Gap.Reason reasonOf(long first) {
      boolean wasDiscarded = at.epoch().equals(meta.epoch()) && first <= meta.trimmed();
      return wasDiscarded ? Gap.Reason.RETENTION : reader.reason();
    }

    void add(Entry entry) {
      if (run == null) {
        run = Page.run(group, new Position(entry.epoch(), entry.offset() - 1));
      }
      run.append(entry.offset(), entry.time(), entry.message());
      at = entry.position();
    }

    /** Ends the piece that is being put together, if it has a run. */
    private void finish() {
      if (run != null) {
        pieces.add(new Piece(gap, run, meta.headOf(run.epoch()).orElse(run.head())));
        gap = null;
        run = null;
      }
    }

    Page build() {
      if (run != null) {
        finish();
      } else if (gap != null) {
        pieces.add(new Piece(gap, null, meta.head()));
      }
      return new Page(pieces, at);
    }
  }
}
